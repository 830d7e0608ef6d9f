"""Write tests/quality/gold/*.json from tests/quality/source/*.toml: `python -m tests.quality.build_gold`."""

from __future__ import annotations

import json
import sys
from typing import Any

from tests.quality.gold_source import ROOT, SOURCES, GoldError, build

GOLD = ROOT / "tests" / "quality" / "gold"


def as_json(record: dict[str, Any]) -> str:
    """One label a line, so that a change of one label is a change of one line."""
    fields = []
    for name, value in record.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            rows = ",\n".join("    " + json.dumps(row, ensure_ascii=False) for row in value)
            fields.append(f"  {json.dumps(name)}: [\n{rows}\n  ]")
        else:
            fields.append(f"  {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}")
    return "{\n" + ",\n".join(fields) + "\n}\n"


def main() -> int:
    """Build all, or nothing: 1 and a message for each source that does not fit its text."""
    records, faults = {}, []
    for source in sorted(SOURCES.glob("*.toml")):
        try:
            records[source.stem] = as_json(build(source))
        except GoldError as error:
            faults.append(str(error))
    if faults:
        print("\n".join(faults), file=sys.stderr)
        return 1
    GOLD.mkdir(exist_ok=True)
    for stale in GOLD.glob("*.json"):
        if stale.stem not in records:
            stale.unlink()
    for name, text in records.items():
        (GOLD / f"{name}.json").write_text(text, encoding="utf-8")
    print(f"{len(records)} gold files")
    return 0


if __name__ == "__main__":
    sys.exit(main())
