"""What is to be written, and in which shape: the options of an export, checked before anything is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from schemas.column import Table
from schemas.registry import ARTICLE_CHILDREN, TABLES
from warehouse.export import csv_lines, json_lines, parquet_files
from warehouse.export.choice import Choice
from warehouse.export.chosen import root_of
from warehouse.export.targets import COMPRESSIONS, ENDINGS
from warehouse.limits import QueryError

STDOUT = "-"
SUFFIXES = {
    "parquet": (parquet_files.SUFFIX,), "jsonl": (json_lines.SUFFIX, ".ndjson"), "csv": (csv_lines.SUFFIX,),
    "ninjs": (json_lines.SUFFIX, ".ndjson"), "croissant": (),
}  # fmt: skip
FILE_ENDINGS = (".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".txt", ".parquet", ".zip", ".gz", ".zst", ".duckdb")
ON_REQUEST = ("blocks", "evidence")  # the largest, and of interest to few
NESTED = tuple(t.name for t in ARTICLE_CHILDREN if t.name not in ON_REQUEST)


@dataclass(frozen=True, slots=True)
class Order:
    """`children`: tables whose rows go into the JSON of their article. `output`: a path, or `-`.

    QueryError where the options do not go together.
    """

    format: str
    output: str
    tables: tuple[str, ...] = ("articles",)
    choice: Choice = field(default_factory=Choice)
    split: str | None = None
    compression: str | None = None
    children: tuple[str, ...] = NESTED
    neutralise: bool = False
    name: str = "copydesk-export"
    license: str = ""

    def __post_init__(self) -> None:
        roots = self.roots()
        if len(roots) > 1 and (self.choice.narrows() or self.split):
            raise QueryError(
                f"one choice cannot be of {', '.join(root.name for root in roots)}: a condition is about one of them. "
                "Export them one after another, or without a choice."
            )
        if self.format == "ninjs" and (self.tables != ("articles",) or self.split):
            raise QueryError("ninjs holds whole articles, a file each in a folder a month: no --table, no --split-by")
        if self.neutralise and self.format != "csv":
            raise QueryError("--neutralise-formulas is for CSV, which spreadsheets open")
        self._check_output()
        self._check_compression()

    def roots(self) -> dict[Table, list[Table]]:
        """The tables to write, by the table whose rows are chosen for them."""
        found: dict[str, list[Table]] = {}
        for name in dict.fromkeys(self.tables):
            found.setdefault(root_of(name).name, []).append(TABLES[name])
        return {TABLES[name]: tables for name, tables in found.items()}

    @property
    def is_folder(self) -> bool:
        return self.output != STDOUT and not self._ends_in(self.suffixes)

    @property
    def suffixes(self) -> tuple[str, ...]:
        return SUFFIXES[self.format]

    def _ends_in(self, endings: tuple[str, ...]) -> bool:
        return bool(endings) and _bare(self.output).endswith(endings)

    def _check_output(self) -> None:
        if self.output == STDOUT:
            if self.format in ("parquet", "croissant"):
                place = "PATH" if self.suffixes else "FOLDER"
                raise QueryError(f"{self.format} is not written to stdout: give --output {place}")
        elif self.is_folder and self.output.lower().endswith(FILE_ENDINGS):
            valid = f"a file that ends in {' or '.join(self.suffixes)}, or a folder" if self.suffixes else "a folder"
            raise QueryError(f"--output {self.output}: {self.format} is written to {valid}")
        if not self.is_folder and (len(set(self.tables)) > 1 or self.split):
            raise QueryError("several files need a folder: give --output FOLDER")

    def _check_compression(self) -> None:
        valid = parquet_files.COMPRESSIONS if self.is_parquet else tuple(ENDINGS)
        if self.compression and self.compression not in valid:
            raise QueryError(f"--compression {self.compression}: {self.format} takes {', '.join(valid)}")
        if self.format == "ninjs" and self.is_folder and self.compression not in (None, "none"):
            raise QueryError("ninjs in a folder is not compressed; --output FILE.jsonl.gz is")
        by_name = COMPRESSIONS.get(Path(self.output).suffix.lower())
        if self.output != STDOUT and by_name and (self.is_parquet or self.compression not in (None, by_name)):
            raise QueryError(f"--output {self.output} says {by_name}, and it will not be that: leave the ending out")

    @property
    def is_parquet(self) -> bool:
        return self.format in ("parquet", "croissant")

    @property
    def codec(self) -> str:
        """How files are compressed: as asked for, else as the name of the file says, else as is usual."""
        if self.is_parquet:
            return self.compression or "zstd"
        return self.compression or COMPRESSIONS.get(Path(self.output).suffix.lower(), "none")

    @property
    def ending(self) -> str:
        """What the names of files in the folder end in."""
        return parquet_files.SUFFIX if self.is_parquet else self.suffixes[0] + ENDINGS[self.codec]


def _bare(output: str) -> str:
    """The name without the ending of a compression."""
    name = output.lower()
    for ending in COMPRESSIONS:
        name = name.removesuffix(ending)
    return name
