"""What kind of block a line is by where it stands: bylines, section headings, notes on the author, what trails."""

from __future__ import annotations

import re

from flows.parse.fields.agencies import agency, is_news_agency
from flows.parse.fields.byline import is_byline, is_name_line, is_signed_line, names_people_only
from flows.parse.fields.dateline import is_dateline
from flows.parse.fields.line_rules import line_label
from flows.parse.fields.names import is_name
from flows.parse.fields.phrases import ends_sentence, is_phrase
from flows.parse.fields.pieces import Piece

_WRITER_CUES = ("By ", "BY ", "*", "Von ", "Par ", "Por ", "Analysis by ", "by ")  # may stand over a part of the text
_TOP, _BOTTOM = 6, 5  # lines from either end in which a byline can stand
_OPENING = 90  # characters in which a dateline stands
_LONGEST_HEADING, _LONGEST_NUMBERED = 100, 200
_FEWEST_ALIKE = 3  # numbered lines, each above a paragraph, that are headings whatever their length
_SHORTEST_LAST = 40  # characters of a last sentence before an agency's sign-off; less is a caption
_LONGEST_LEAD_IN = 40  # characters of `Read more:`, and not of a teaser that has its title on the same line
_OTHER_LEAD_INS = ("read the ", "read full", "full ")  # what they lead to may stand below: a memo, a result
_TITLE = (15, 130)  # characters of a teaser's title
_OUTLET = re.compile(r"(?:[A-Z][\w.&'’-]*\s?|(?:of|for|the|and|&)\s){1,6}")
_ROLE = re.compile(
    r"(?:special (?:for|to) .{2,40}|.{0,40}\b(?:contributors?|columnists?|correspondents?|reporters?|staff "
    r"writers?|editors?|opinion writers?))",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"(?:how|what|why|who|whom|whose|when|where|which|is|are|was|were|can|could|does|do|did|will|would|should|has|"
    r"have|so|and|but|wie|was|warum|wer|wo|wann|"
    r"welche[rsn]?|ist|sind|kann|pourquoi|comment|que|quel(?:le)?s?|qui|où|quand|est-ce|qué|cómo|por qué|quién|"
    r"cuándo|dónde|¿)\b|¿",
    re.IGNORECASE,
)
_BIO = re.compile(
    r"[\W_]{0,3}(?:ρ )?(?P<name>(?:(?:[A-Z][\w.'’-]*|de|von|van|der|la|bin|"
    r"al)\s){1,4}?(?:[A-Z][\w'’-]*))(?:\s\(@?[^()]{1,40}\))?(?:,[^.]{0,140},)?\s(?:is|was|are|writes|covers|"
    r"reports|serves|teaches|"
    r"can be reached|works|ist|schreibt|arbeitet|est|écrit|es|escribe)\b(?P<what>[^\n]{0,250})"
)
_BIO_ROLE = re.compile(
    r"\b(?:columnist|contributor|contributing|correspondent|reporter|editor|author|co-author|fellow|professor|"
    r"journalist|writer|host|analyst|director|"
    r"staff|bureau|blog|newsletter|podcast|reached at|follow (?:him|her|them)|executive|founder|member of (?:the|"
    r"usa today)|attorney|scholar|strategist|"
    r"autorin?|journalistin?|redakteur(?:in)?|professeure?|auteure?|periodista|profesora?|columnista)\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\(?\d{1,2}[.)]\s")
_REACH = re.compile(
    r"\bfollow (?:him|her|them)\b|\b(?:he|she|they) tweets?\b|\bcan be reached\b|\bon twitter\b", re.IGNORECASE
)
_HIGHLIGHTS = re.compile(
    r"(?:story highlights|key points|key takeaways|highlights|at a glance|the big story)\b:?", re.IGNORECASE
)
_OPEN_ENDS = frozenset(":;,-—–")  # of lines that go on below
_QUOTES = frozenset("\"“”'‘’«»„")
_CLOSERS = tuple(".!?…。！？؟।:;,”\"»’')]")


def mark_by_surroundings(pieces: list[Piece]) -> None:
    """Label, in place, the pieces that no rule of their own has labelled; what stays unlabelled is a paragraph."""
    _mark_teasers(pieces)
    _mark_notes(pieces)
    _mark_bare_lists(pieces)
    _mark_numbered_headings(pieces)
    _mark_headings(pieces)
    _mark_trailing(pieces)


def mark_bylines(pieces: list[Piece], headline: int | None) -> None:
    """Label the lines that credit writers, or give a dateline and nothing else, near either end of the text."""
    count = len(pieces)
    top = -1 if headline is None else headline
    known: dict[str, bool] = {}  # the same line may come again and again
    for index, piece in enumerate(pieces):
        if _TOP + top < index < count - _BOTTOM and not (len(piece.text) < 90 and piece.text.startswith(_WRITER_CUES)):
            continue
        if piece.kind is None and len(piece.text) < 260:
            if piece.text not in known:
                known[piece.text] = is_byline(piece.text)
            if known[piece.text]:
                piece.mark("byline", "byline_prefix")
            elif is_dateline(piece.text):
                piece.mark("dateline", "dateline_line")
            elif _is_credited_name(pieces, index, top):
                piece.mark("byline", "name_line")
        if piece.kind == "byline" and index + 1 < count and index <= top + _TOP:
            _mark_affiliation(pieces[index + 1])
    _mark_agency_below(pieces, top)
    _mark_sign_off(pieces)
    _cut_off_last_name(pieces)


def _mark_agency_below(pieces: list[Piece], top: int) -> None:
    """A news agency's name alone under the headline stands in the place of the writer's."""
    if top < 0 or top + 2 >= len(pieces) or any(piece.kind == "byline" for piece in pieces[:_TOP]):
        return
    below = pieces[top + 1]
    if below.reason == "agency_name" and is_news_agency(agency(below.text) or "") and "hoto" not in below.text:
        below.mark("byline", "agency_line")


def _mark_sign_off(pieces: list[Piece]) -> None:
    """What closes the text: `… said the guild. EFE` is its last sentence and a sign-off, no picture's caption; and a
    `© The Courier` below it owns the text, not a picture."""
    for index in range(len(pieces) - 1, 0, -1):
        piece = pieces[index]
        if piece.reason == "caption_credit":
            stop = piece.text.rfind(". ")
            found = agency(piece.text[stop + 2 :]) if stop > 0 else None
            if found and is_news_agency(found) and (stop > _SHORTEST_LAST or _opens_with(pieces, found)):
                start = stop + 2
                tail = Piece(piece.start + start, piece.end, piece.text[start:], 0, "credit", "agency_sign_off")
                piece.text, piece.end = piece.text[: stop + 1], piece.start + stop + 1
                piece.kind = piece.reason = None
                pieces.insert(index + 1, tail)
            return
        if piece.reason == "caption_label" and piece.text[0] == "©" and len(piece.text) < 60:
            piece.mark("credit", "copyright")
        elif piece.kind not in ("boilerplate", "credit", "note"):
            return


def _opens_with(pieces: list[Piece], name: str) -> bool:
    """Whether the agency stands in the opening of one of the first paragraphs: its dateline."""
    return any(piece.kind is None and name in piece.text[:_OPENING] for piece in pieces[:_TOP])


def _cut_off_last_name(pieces: list[Piece]) -> None:
    """A writer's name glued to the end of the last line: `Read more at the Courier. Jane Doe`."""
    piece = pieces[-1] if pieces else None
    if piece is None or piece.kind not in (None, "boilerplate") or piece.ends_sentence():
        return
    stop = max(piece.text.rfind(mark) for mark in (". ", '" ', "” ", "! ", "? "))
    name = piece.text[stop + 2 :].strip()
    if stop < 5 or len(name.split()) > 3 or not (is_name_line(name) or _is_plain_name(name)):
        return
    if any(name.split()[-1] in other.text for other in pieces[:-1]) or name.split()[-1] in piece.text[:stop]:
        return
    start = len(piece.text) - len(name)
    writer = Piece(piece.start + start, piece.end, name, 0, "byline", "name_line")
    piece.text = piece.text[: stop + 1]
    piece.end = piece.start + stop + 1
    if piece.kind is None and (label := line_label(piece.text)):
        piece.mark(label.kind, label.reason)
    pieces.append(writer)


def _is_plain_name(name: str) -> bool:
    """A name that no list knows: two or three words with a capital and small letters, nothing between them."""
    return is_name(name, most_words=3) and all(word.isalpha() and not word.isupper() for word in name.split())


def _is_credited_name(pieces: list[Piece], index: int, top: int) -> bool:
    """A name on a line of its own under the headline, or at the very end, of someone the article does not speak of."""
    line = pieces[index].text
    affiliated = index <= top + 2 and _has_affiliation_below(pieces, index)
    if index == top + 1 and is_signed_line(line):
        return True
    if not is_name_line(line) and not (affiliated and is_name(line)):
        return False
    at_top = all(piece.kind not in (None, "list_item") for piece in pieces[top + 1 : index])
    at_end = all(piece.kind in ("boilerplate", "credit", "note") for piece in pieces[index + 1 :])
    if not (at_top or (at_end and names_people_only(line))):
        return False
    if at_top and affiliated:
        return True
    surname = line.split()[-1].rstrip(".")
    elsewhere = pieces[: top + 1] if at_top else pieces
    return not any(surname in piece.text for piece in elsewhere if piece is not pieces[index])


def _has_affiliation_below(pieces: list[Piece], index: int) -> bool:
    """Whether the line under a name that no list knows is that of a paper or a role."""
    below = pieces[index + 1] if index + 1 < len(pieces) else None
    return below is not None and len(below.text) < 60 and bool(_ROLE.fullmatch(below.text) or _is_outlet(below.text))


def _mark_affiliation(piece: Piece) -> None:
    """The line under a name: the paper the writer works for, or the writer's role."""
    if piece.kind is not None or len(piece.text) > 60 or piece.ends_sentence():
        return
    if _ROLE.fullmatch(piece.text):
        piece.mark("byline", "role_line")
    elif len(piece.text) < 40 and (piece.text.isupper() or (_OUTLET.fullmatch(piece.text) and _is_outlet(piece.text))):
        piece.mark("credit", "outlet_line")


def _is_outlet(line: str) -> bool:
    last = line.rsplit(maxsplit=1)[-1].casefold()
    return agency(line) is not None or last in (
        "news", "times", "post", "journal", "tribune", "herald", "press", "republic", "gazette", "record", "register",
        "star", "chronicle", "sun", "globe", "today", "network", "magazine", "observer", "inquirer", "courier", "bee",
    )  # fmt: skip


def mark_highlights(pieces: list[Piece]) -> None:
    """CNN and others open with points in note form: `Story highlights`, then lines that end no sentence."""
    for index, piece in enumerate(pieces[:_TOP]):
        if piece.kind is None and _HIGHLIGHTS.match(piece.text) and not piece.ends_sentence():
            for point in pieces[index : index + 6]:
                if point.kind is not None or point.ends_sentence() or len(point.text) > 200:
                    break
                point.mark("list_item", "highlights")
            return


_LEAST_PROSE = 2  # pieces; a line on the author stands beside a text


def _mark_notes(pieces: list[Piece]) -> None:
    """Lines on the author: at either end of the text, about someone whom the rest does not name."""
    if sum(piece.kind is None for piece in pieces) < _LEAST_PROSE:
        return  # it would be the article itself
    candidates = [*range(min(_TOP, len(pieces))), *range(max(_TOP, len(pieces) - _BOTTOM), len(pieces))]
    for index in candidates:
        piece = pieces[index]
        if piece.kind not in (None, "list_item", "caption") or len(piece.text) > 600 or " " not in piece.text:
            continue
        if piece.kind == "caption" and piece.reason != "caption_credit":
            continue
        match = _BIO.match(piece.text)
        if not match or not _BIO_ROLE.search(match["what"]):
            continue
        surname = match["name"].split()[-1]
        if _REACH.search(piece.text) or all(
            surname not in other.text or other.kind == "byline" for other in pieces if other is not piece
        ):
            piece.mark("note", "about_author")


def _mark_teasers(pieces: list[Piece]) -> None:
    """The titles under `Read more:` or `Related articles`: short lines that end no sentence."""
    for index, piece in enumerate(pieces):
        if piece.kind != "boilerplate" or len(piece.text) > _LONGEST_LEAD_IN or not _leads_to_titles(piece):
            continue
        for place in range(index + 1, len(pieces)):
            title = pieces[place]
            if title.kind is not None or not _TITLE[0] <= len(title.text) <= _TITLE[1] or title.text[-1] in '.:,;"”»':
                break
            if title.text[-1] == "?" and place + 1 < len(pieces) and _opens_section(pieces[place + 1]):
                break
            title.mark("boilerplate", "teaser")


def _leads_to_titles(piece: Piece) -> bool:
    if piece.reason == "related":
        return is_phrase(piece.text) or (piece.text[-1] == ":" and not piece.text.lower().startswith(_OTHER_LEAD_INS))
    return piece.reason == "navigation" and piece.text[-1] == ":"


def _opens_section(piece: Piece) -> bool:
    return piece.kind is None and piece.ends_sentence() and piece.text[-1] != "?"


def _mark_bare_lists(pieces: list[Piece]) -> None:
    """Lists that lost their bullets: two or more short lines that end no sentence after a colon, or three anywhere."""
    run: list[Piece] = []
    announced = False
    for piece in pieces:
        if piece.kind is None and len(piece.text) <= 120 and _can_be_item(piece.text):
            run.append(piece)
            continue
        if len(run) >= (2 if announced else 3):
            for item in run if announced else run[:-1]:
                item.mark("list_item", "bare_list")
        run = []
        announced = piece.kind is None and piece.text[-1] == ":"


def _can_be_item(line: str) -> bool:
    return line[-1] != ":" and not ends_sentence(line)


def _mark_numbered_headings(pieces: list[Piece]) -> None:
    """`1) What happens now?` over a paragraph is a heading, not one item of a list; so are its like, long or short."""
    alone = [
        index
        for index, piece in enumerate(pieces[:-1])
        if piece.reason == "list_marker"
        and _NUMBERED.match(piece.text)
        and piece.text[-1] not in ".;,:"
        and len(piece.text) <= _LONGEST_NUMBERED
        and (not index or pieces[index - 1].kind != "list_item")
        and pieces[index + 1].kind != "list_item"
    ]
    for index in alone:
        piece, below = pieces[index], pieces[index + 1]
        short = len(piece.text) <= _LONGEST_HEADING and below.kind is None and len(below.text) > len(piece.text)
        if (short and below.ends_sentence()) or len(alone) >= _FEWEST_ALIKE:
            piece.mark("heading", "numbered_line")


def _mark_headings(pieces: list[Piece]) -> None:
    for index, piece in enumerate(pieces):
        if piece.kind is None and 1 < len(piece.text) <= _LONGEST_HEADING and _heads_section(pieces, index):
            piece.mark("heading", "short_line")


def _heads_section(pieces: list[Piece], index: int) -> bool:
    line = pieces[index].text
    last = line[-1]
    if last == "?":
        if len(line) > 80 or not _QUESTION.match(line):
            return False
    elif last in _OPEN_ENDS or (ends_sentence(line) and not _is_quoted_title(line)):
        return False
    if (pieces[index].breaks == 0 and index) or (index + 1 < len(pieces) and pieces[index + 1].breaks == 0):
        return False  # part of a longer line
    if line[0].islower() and len(line.split()) > 3:
        return False
    if index and pieces[index].breaks == 1 and pieces[index - 1].text[-1] in ",;":
        return False
    for place in range(index + 1, min(index + 6, len(pieces))):
        following = pieces[place]
        if following.kind in (None, "list_item", "dateline", "embed"):
            return len(following.text) > len(line) or following.kind == "embed"
        if following.kind == "byline":
            return False
    return False


def _is_quoted_title(line: str) -> bool:
    """A heading that is one quotation: nobody is said to have said it."""
    return line[0] in _QUOTES and line[-1] in _QUOTES and len(line) < 60 and sum(mark in _QUOTES for mark in line) == 2


def _mark_trailing(pieces: list[Piece]) -> None:
    """Short lines after the last sentence of the text, which end none: leftover links and labels."""
    run: list[Piece] = []
    for piece in reversed(pieces):
        if piece.kind in (None, "heading") and len(piece.text) <= 130 and not piece.text.endswith(_CLOSERS):
            run.append(piece)
        elif piece.kind not in ("boilerplate", "credit", "note", "byline"):
            break
    if len(run) == len(pieces):
        return
    for piece in run:
        words = piece.text.split()
        if len(run) > 1 or len(words) <= 4 or _is_title_case(words):
            piece.mark("boilerplate", "trailing_line")


def _is_title_case(words: list[str]) -> bool:
    long = [word for word in words if len(word) > 3]
    return bool(long) and sum(word[0].isupper() for word in long) >= 0.75 * len(long)
