"""One batch of articles parsed anew, each beside the result that is in the warehouse."""

from __future__ import annotations

from expectations.validate import validate
from flows.batch import not_done
from flows.chunk import Chunk
from flows.differences import Difference, differences
from flows.items import Item, parsed_together
from flows.job import BatchManifest, Example, Job
from flows.parse.model import ParsedArticle, Rejection
from flows.place import home_of
from flows.plan import Batch
from flows.stored_items import stored_items
from warehouse.database import open_snapshot
from warehouse.stored import StoredRecord, results

EXAMPLES = 3  # of each kind of change, in each batch
EXAMPLE_CHARACTERS = 160


def reparse_batch(batch: Batch, job: Job) -> BatchManifest:
    """Parse a batch anew and count what changes; stage the new versions, unless the job is only a trial.

    An article that would be rejected or quarantined now stays as it is: `kept_as_it_was`.
    """
    manifest, chunk = BatchManifest(batch.number), Chunk()
    changed: list[tuple[StoredRecord, Item, ParsedArticle, list[Difference], str]] = []
    with open_snapshot(home_of(job, current=True)) as connection:
        known = {row["article_id"]: (row, children) for row, children in results(connection, _ids(batch))}
    for record, item in parsed_together(stored_items(batch, job, manifest), job, manifest):
        manifest.seen[record.path] += 1
        if isinstance(item, str):
            chunk.records.append(not_done(record, item, job))
            manifest.results[item] += 1
        elif isinstance(item.result, Rejection):
            _keep(chunk, manifest, item, job)
            _note(manifest, record, [Difference("outcome", "changed", "accepted", item.result.reason_code)])
        elif not (found := differences(*known[record.article_id or ""], item.result)):
            chunk.skip(item, job, "same_result")
            manifest.results["same_result"] += 1
        else:
            row, _ = known[record.article_id or ""]
            changed.append((record, item, item.result, found, row["parser_version"]))
    _judge(changed, chunk, manifest, job)
    if chunk and not job.is_trial:
        chunk.flush(manifest, job)
    return manifest


def _ids(batch: Batch) -> list[str]:
    return [record.article_id for record in batch.stored if record.article_id]


def _judge(
    changed: list[tuple[StoredRecord, Item, ParsedArticle, list[Difference], str]],
    chunk: Chunk, manifest: BatchManifest, job: Job,
) -> None:  # fmt: skip
    """Sort the new results: those that pass become new versions, the articles of the others stay."""
    verdict = validate([article for _, _, article, _, _ in changed], today=job.today, policy=job.policy)
    for index, (record, item, article, found, parser_version) in enumerate(changed):
        if index in verdict.quarantined:
            _keep(chunk, manifest, item, job)
            failed = ", ".join(verdict.failed[index])
            _note(manifest, record, [Difference("outcome", "changed", "accepted", f"quarantined: {failed}")])
            continue
        manifest.results["new_version"] += 1
        _note(manifest, record, found)
        chunk.take_article(item, article, record.version + 1)
        chunk.more.setdefault("field_changes", []).extend(
            {
                "article_id": record.article_id, "version": record.version + 1, "field": field, "change": change,
                "old_value": old, "new_value": new, "old_parser_version": parser_version, "run_id": job.run_id,
            }
            for field, change, old, new in found
        )  # fmt: skip


def _keep(chunk: Chunk, manifest: BatchManifest, item: Item, job: Job) -> None:
    chunk.skip(item, job, "kept_as_it_was")
    manifest.results["kept_as_it_was"] += 1


def _note(manifest: BatchManifest, record: StoredRecord, found: list[Difference]) -> None:
    """Count changes, and keep a few of each kind as examples, shortened."""
    for field, change, old, new in found:
        manifest.changes[field, change] += 1
        if manifest.changes[field, change] <= EXAMPLES:
            shown = _around(old or "", new or "")
            manifest.examples.append(Example(field, change, record.article_id or "", record.headline, *shown))


def _around(old: str, new: str) -> tuple[str, str]:
    """Both texts from shortly before the place where they part."""
    same = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    start = max(0, same - EXAMPLE_CHARACTERS // 4)
    mark = "…" if start else ""
    return mark + old[start : start + EXAMPLE_CHARACTERS], mark + new[start : start + EXAMPLE_CHARACTERS]
