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
    Reason("same_content", "skipped", "The same article with the same headline and body is in the warehouse already; "
           "only what stands around them is new.",
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
    Reason("not_an_article", "rejected", "The HTML page holds no article: it is a home, section, product, forum or "
           "login page, an error, a wall, or a page that only a script fills. The message names kind and signs.",
           "Nothing, if that is so. If it is an article, say so in an override (docs/publisher-overrides.md)."),
    Reason("page_too_complex", "rejected", "The HTML page has more tags, attributes or nesting than any page of text "
           "needs; reading it would take seconds, or much memory.", "Fetch it again; nothing, if it is like that."),
    Reason("invalid_json", "rejected", "The line is no valid JSON.", "Mend the line at the offset given."),
    Reason("not_an_object", "rejected", "The line is JSON, but no object with named fields.",
           "Write one JSON object a line, or an array of objects."),
    Reason("missing_body", "rejected", "The object has no field that holds the article's text.",
           "Name the text `text`, `body`, `content` or `article_body`."),
    Reason("schema_frozen", "rejected", "The record has a field that the dump did not have in earlier runs, and the "
           "schema contract is `freeze`. The message names the field.",
           "If the field is to be taken in, run once with the schema contract `evolve`; else ask whoever sends the "
           "dump."),
    Reason("unexpected_field", "rejected", "The record has a field that the dump did not have in earlier runs, and "
           "the schema contract is `discard_row`. The message names the field.",
           "If the field is to be taken in, run once with the schema contract `evolve`."),
    Reason("truncated_container", "rejected", "The compressed file ends before its end marker. The records before the "
           "break were taken in.", "Fetch the file again."),
    Reason("corrupt_container", "rejected", "The compressed file is damaged. The records before the damage were "
           "taken in.",
           "Fetch the file again."),
    Reason("container_too_large", "rejected", "More comes out of the file than the limits allow: bytes, files, bytes "
           "for each compressed byte, or archives inside archives. What came out before was taken in.",
           "If the file is to be trusted, raise COPYDESK_CONTAINER_BYTES, _RATIO or _MEMBERS, or unpack it first."),
    Reason("encrypted_container", "rejected", "A file in an archive is encrypted.", "Decrypt it, and pack it again."),
    Reason("truncated_file", "rejected", "The file ends in the middle, before what its format ends with. The "
           "records before were taken in.", "Fetch the file again."),
    Reason("invalid_csv", "rejected", "The row does not have as many fields as the header names, or is not quoted as "
           "RFC 4180 asks.", "Mend the row; quotes inside a quoted field are doubled."),
    Reason("not_a_page", "skipped", "A web archive's record of what is no page: an image, a script, a style sheet, "
           "a film, robots.txt.", "Nothing."),
    Reason("http_error", "skipped", "A web archive's record of an answer without the page: a redirect, an error.",
           "Nothing."),
    Reason("revisit", "skipped", "A web archive's note that the server sent what had been stored before.", "Nothing."),
    Reason("crawl_metadata", "skipped", "A web archive's record about the crawl itself: warcinfo, request, metadata, "
           "DNS.", "Nothing."),
    Reason("broken_record", "rejected", "Bytes in a web archive that make up no record: its header or its length is "
           "damaged. Reading went on at the next record.", "Fetch the archive again."),
    Reason("digest_mismatch", "rejected", "The bytes of a web archive's record are not those that its digest was "
           "taken of.", "Fetch the archive again."),
    Reason("corrupt_entity", "rejected", "The page in a web archive is compressed (gzip, deflate, br, zstd), and that "
           "is damaged, cut, or of a kind that is not read.", "Fetch the page again."),
    Reason("partial_page", "rejected", "A web archive's record holds a part of the page: a segment, or a byte range.",
           "Fetch the page again, whole."),
    Reason("withdrawn", "skipped", "The agency item is a kill, or is marked as canceled or withheld: it is not to be "
           "used.", "Do not use its earlier versions either; the message names the item and its version."),
    Reason("media_item", "skipped", "The agency item is a picture, a graphic, a sound or a film without a text of its "
           "own.", "Nothing."),
    Reason("item_list", "skipped", "The agency item lists other items, and has no text of its own: a package.",
           "Nothing. The items are articles where they come themselves."),
    Reason("reference_item", "skipped", "The agency item is data about the news: a concept, a vocabulary, an event, a "
           "plan.", "Nothing."),
    Reason("invalid_front_matter", "rejected", "The fields before the text of a Markdown file are no YAML or TOML.",
           "Mend them; values with a colon in them need quotes."),
    Reason("invalid_xml", "rejected", "The XML is not well-formed, or the parser warns of it.",
           "Mend the file at the line that the message names."),
    Reason("xml_with_entities", "rejected", "The XML declares entities or elements of its own, which can read "
           "files and fill memory.", "Take the declarations out of the DOCTYPE."),
    Reason("unsupported_format", "rejected", "The format was recognised, but this version has no reader for it.",
           "See docs/pipeline.md for the formats that are read."),
    Reason("bytes_not_kept", "skipped", "The record's bytes are not in HOME/raw, so it cannot be parsed anew.",
           "Ingest its raw file again; COPYDESK_KEEP_RAW=all keeps the bytes of every record."),
    Reason("not_a_whole_record", "skipped", "The bytes that were kept are a part of a damaged file: they do not tell "
           "by themselves how they are to be read.", "Ingest the raw file again."),
    Reason("same_result", "skipped", "Parsed anew, the record comes to what is in the warehouse already.", "Nothing."),
    Reason("kept_as_it_was", "skipped", "Parsed anew, the record would be rejected or fail a critical expectation: the "
           "article that is in the warehouse stays as it is.", "`copydesk reparse` shows what would change."),
    Reason("parser_fault", "rejected", "The parser failed on this record: a fault of ours. The bytes are kept.",
           "Please report it with `copydesk sql \"FROM rejections WHERE reason_code = 'parser_fault'\"`."),
)  # fmt: skip

REASONS: dict[str, Reason] = {reason.code: reason for reason in _ALL}
