"""What a web archive knows of a page that the page does not say: where and when it was fetched, in what state."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from flows.parse.model import Draft, Evidence

_FETCHED_CONFIDENCE = 0.1  # an upper bound, not a date of publication


def tell_origin(draft: Draft, context: Mapping[str, str]) -> None:
    """Add to a page's draft what its archive says. A page from elsewhere (no `archive` in its context) is left alone.

    The address fetched is the article's unless the page names its own. The archive's name tells no date.
    """
    if "archive" not in context:
        return
    fetched_from = context.get("url", "")
    if fetched_from and draft.stated.get("uri", fetched_from) == fetched_from:
        draft.stated["uri"], draft.named_in["uri"] = fetched_from, "fetched_from"
    stated = draft.stated.get("uri")
    draft.path_hint = stated if isinstance(stated, str) else ""
    draft.extra["crawl"] = dict(context)
    rows = draft.evidence
    if fetched_from and stated != fetched_from:
        rows.append(Evidence("uri", fetched_from, "fetched_from", 0.3, note="not used: the page names its own address"))
    if fetched := context.get("fetched"):
        note = "when the page was fetched: it was published by then"
        rows.append(Evidence("date_published", fetched, "fetched", _FETCHED_CONFIDENCE, note=note))
    if digest := context.get("digest"):
        checked = context.get("digest_of")
        note = f"the digest of the {checked} holds" if checked else "a digest that is not checked"
        rows.append(Evidence("article_body", digest, "archive_digest", 1.0 if checked else None, note=note))
    if truncated := context.get("truncated"):
        note = f"the crawler stopped before the page's end ({truncated[:80]})"
        rows.append(Evidence("is_truncated", None, "archive_truncated", note=note))
    if notes := context.get("notes"):
        rows.append(Evidence("article_body", None, "archive_record", note=notes))


def published_after_fetched(earliest: date | None, context: Mapping[str, str]) -> Evidence | None:
    """Evidence against a date of publication that no page fetched on that day can bear. Time zones differ by a day."""
    fetched = context.get("fetched", "")[:10]
    try:
        latest = date.fromisoformat(fetched)
    except ValueError:
        return None
    if earliest is None or (earliest - latest).days <= 1:
        return None
    note = f"in doubt: the page was fetched on {fetched}, before that"
    return Evidence("date_published", earliest.isoformat(), "fetched", 0.1, note=note)
