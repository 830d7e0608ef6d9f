"""A spaCy pipeline as a finder of names: `recognise = load("en_core_web_sm")`, then `recognise(body, "en")`.

Nothing here is imported unless a model is set; spaCy comes with the extra `nlp`, models never come with Copydesk.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

from flows.parse.fields.gazetteer import gazetteer
from flows.parse.fields.name_words import NEVER
from flows.parse.fields.places import best_known
from flows.parse.fields.roles import HONORIFICS
from flows.parse.fields.title_after import title_after
from flows.parse.fields.title_before import title_before
from flows.parse.fields.tongue import tongue
from flows.parse.model import Body, BodySpan, Mention

METHOD = "model"
# Labels of OntoNotes (English) and of WikiNER (spaCy's other models).
KINDS = {"PERSON": "person", "PER": "person", "ORG": "organisation", "GPE": "place", "LOC": "place"}
_ANY_LANGUAGE = "xx"
# Parts of a pipeline that find no names; a ruler may look at what they find.
_DISPENSABLE = ("parser", "tagger", "lemmatizer", "attribute_ruler", "morphologizer", "senter", "textcat")
_RULERS = ("entity_ruler", "span_ruler")
_LEFT = ("the ", "The ", "la ", "La ", "le ", "Le ", "el ", "El ", "der ", "Der ", "die ", "Die ")
_MARKS = " \n\"'“”‘’«»()[],;:—–-"

Recogniser = Callable[[Body, str | None], list[Mention]]


class ModelUnavailableError(ValueError):
    """The model that was set cannot be used; the message says what was received, what is valid and what to do."""


@cache
def load(name: str) -> Recogniser:
    """A finder of names by the pipeline `name`: an installed package or a folder. ModelUnavailableError without it.

    It reads paragraphs only, and only bodies in the pipeline's language, or in one that is not known. Each name comes
    once a paragraph, in order, with `method` `model`.
    """
    pipeline = _pipeline(name)

    def recognise(body: Body, language: str | None = None) -> list[Mention]:
        if language and pipeline.lang not in (_ANY_LANGUAGE, language[:2]):
            return []
        spans = [span for span in body.spans if span.kind == "paragraph"]
        texts = [body.text[span.start : span.end] for span in spans]
        spoken = tongue(body.text)
        found = []
        for span, document in zip(spans, pipeline.pipe(texts), strict=True):
            for entity in document.ents:
                mention = _mention(body.text, span, entity, spoken)
                if mention:
                    found.append(mention)
        return found

    return recognise


def _pipeline(name: str) -> Any:
    try:
        spacy = import_module("spacy")
    except ImportError as error:
        raise ModelUnavailableError(
            f"nlp_model is {name!r}, but spaCy cannot be imported ({error}); valid with spaCy 3.8 or newer: "
            "install it with `pip install 'copydesk[nlp]'`, or unset COPYDESK_NLP_MODEL"
        ) from error
    try:
        pipeline = spacy.load(name)
    except (OSError, ValueError) as error:
        installed = ", ".join(sorted(spacy.util.get_installed_models())) or "none"
        raise ModelUnavailableError(
            f"nlp_model is {name!r}, which spaCy cannot load ({str(error)[:200]}); valid is a folder with a pipeline "
            f"or an installed one (installed: {installed}): install it with `python -m spacy download {name}`"
        ) from error
    labels = {label for found in pipeline.pipe_labels.values() for label in found}
    if KINDS.keys().isdisjoint(labels):
        raise ModelUnavailableError(
            f"nlp_model is {name!r}, whose pipeline ({', '.join(pipeline.pipe_names) or 'empty'}) names no entities; "
            f"valid is one with an `ner` or `entity_ruler` component that has one of the labels {', '.join(KINDS)}"
        )
    if not any(ruler in pipeline.pipe_names for ruler in _RULERS):
        for part in _DISPENSABLE:
            if part in pipeline.pipe_names:
                pipeline.disable_pipe(part)
    return pipeline


def _mention(text: str, span: BodySpan, entity: Any, spoken: str) -> Mention | None:
    kind = KINDS.get(entity.label_)
    written = entity.text
    start = span.start + entity.start_char + len(written) - len(written.lstrip(_MARKS))
    written = written.strip(_MARKS)
    if written.startswith(_LEFT) and kind != "person":
        cut = written.index(" ") + 1
        start, written = start + cut, written[cut:]
    written = written.removesuffix("'s").removesuffix("’s")
    if kind is None or not written or not (written[0].isupper() or not written[0].isascii()) or "\n" in written:
        return None
    if kind == "person":
        first, _, rest = written.partition(" ")
        if first.lower() in HONORIFICS and rest:
            start, written = start + len(first) + 1, rest
        elif not rest:
            return None  # models take brands and things for persons of one name
        if not NEVER.isdisjoint(written.lower().split()):
            return None
    end = start + len(written)
    if kind == "person":
        title = title_before(text, start, span.start, spoken) or title_after(text, end, span.end, spoken)
        return Mention(kind, written, written, title, None, None, None, METHOD, start, end)
    if kind == "organisation":
        return Mention(kind, written, written, None, None, None, None, METHOD, start, end)
    where = best_known(gazetteer().by_name.get(written, ()))
    if where is None:
        return Mention(kind, written, written, None, None, None, None, METHOD, start, end)
    return Mention(kind, written, written, None, where.country, where.latitude, where.longitude, METHOD, start, end)
