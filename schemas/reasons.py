"""Every reason code: why a record was skipped, quarantined or rejected, what it means and what to do."""

from typing import NamedTuple


class Reason(NamedTuple):
    """One reason code. `outcome` is what a record with it becomes; `retry`: the file is looked at again next time."""

    code: str
    outcome: str
    meaning: str
    remedy: str
    retry: bool = False


_ALL = (
    Reason("unchanged", "skipped", "The file has the size and modification time it had in an earlier run.",
           "Nothing. It was taken in then; `copydesk sql \"FROM raw_files WHERE path = '…'\"` shows when."),
    Reason("same_bytes", "skipped", "Another file with exactly these bytes was taken in: a copy, or the same file "
           "renamed.",
           "Nothing. Its articles are in the warehouse under the first file's path."),
    Reason("duplicate_record", "skipped", "A record with exactly these bytes was taken in already.",
           "Nothing. The record's article_id is that of the article that is in the warehouse."),
    Reason("hidden", "skipped", "The file's name, or a folder's on the way to it, starts with a dot.",
           "Name the file itself as SOURCE to take it in."),
    Reason("in_progress", "skipped", "The file's name says that it is still being written (.part, .tmp, .partial, "
           ".crdownload, .download, .swp, ~).", "Rename it when it is whole; the next run takes it in."),
    Reason("still_growing", "skipped", "The file changed while it was being looked at.",
           "Nothing. The next run takes it in.", retry=True),
    Reason("not_a_regular_file", "skipped", "It is a socket, a pipe or a device.", "Give a file or a folder."),
    Reason("linked_folder", "skipped", "It is a symbolic link to a folder; such links are not followed, they may "
           "lead in circles.",
           "Name the folder itself as SOURCE."),
    Reason("source_empty", "skipped", "The SOURCE is a folder without a file in it.", "Check the path.", retry=True),
    Reason("source_not_found", "rejected", "The SOURCE is no file, no folder, and matches nothing as a pattern.",
           "Check the spelling; quote patterns (`'news/**/*.txt'`).", retry=True),
    Reason("broken_link", "skipped", "It is a symbolic link that leads nowhere.", "Mend or remove the link.",
           retry=True),
    Reason("failed_expectation", "quarantined", "The record was parsed, but failed a critical expectation.",
           "`copydesk quarantine show ID` lists the expectations it failed and its fields."),
    Reason("unreadable", "rejected", "The file could not be read (permission, or an I/O error).",
           "Grant read permission; the next run tries again.", retry=True),
    Reason("empty_file", "rejected", "The file has no bytes.", "Fetch it again; a changed file is taken in."),
    Reason("no_text", "rejected", "The record has no characters but blanks.", "Fetch it again."),
    Reason("binary_content", "rejected", "The bytes are no text: an image, an archive, a program, whatever the name "
           "says.",
           "Convert it, or leave it out. Text, JSON Lines and their .gz and .zst are read."),
    Reason("undecodable", "rejected", "The bytes are text in no encoding that could be told with confidence.",
           "Save the file as UTF-8."),
    Reason("record_too_large", "rejected", "One record is over the limit of 16 MB.",
           "Split the file, or raise `limits.record_bytes`."),
    Reason("invalid_json", "rejected", "The line is no valid JSON.", "Mend the line at the offset given."),
    Reason("not_an_object", "rejected", "The line is JSON, but no object with named fields.",
           "Write one JSON object a line, or an array of objects."),
    Reason("missing_body", "rejected", "The object has no field that holds the article's text.",
           "Name the text `text`, `body`, `content` or `article_body`."),
    Reason("truncated_container", "rejected", "The compressed file ends before its end marker. The records before the "
           "break were taken in.", "Fetch the file again."),
    Reason("corrupt_container", "rejected", "The compressed file is damaged. The records before the damage were "
           "taken in.",
           "Fetch the file again."),
    Reason("container_too_large", "rejected", "More comes out of the file than the limits allow: bytes, files, bytes for "
           "each compressed byte, or archives inside archives. What came out before was taken in.",
           "If the file is to be trusted, raise COPYDESK_CONTAINER_BYTES, _RATIO or _MEMBERS, or unpack it first."),
    Reason("encrypted_container", "rejected", "A file in an archive is encrypted.", "Decrypt it, and pack it again."),
    Reason("truncated_file", "rejected", "The file ends in the middle, before what its format ends with. The records before "
           "were taken in.", "Fetch the file again."),
    Reason("invalid_csv", "rejected", "The row does not have as many fields as the header names, or is not quoted as "
           "RFC 4180 asks.", "Mend the row; quotes inside a quoted field are doubled."),
    Reason("unsupported_format", "rejected", "The format was recognised, but this version has no reader for it.",
           "See docs/pipeline.md for the formats that are read."),
    Reason("parser_fault", "rejected", "The parser failed on this record: a fault of ours. The bytes are kept.",
           "Please report it with `copydesk sql \"FROM rejections WHERE reason_code = 'parser_fault'\"`."),
)  # fmt: skip

REASONS: dict[str, Reason] = {reason.code: reason for reason in _ALL}
