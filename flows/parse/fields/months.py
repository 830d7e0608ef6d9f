"""Names of the months, as news writes them in seven languages.

Full names, the abbreviations that style books allow, and the bare ASCII spelling where an accent is often dropped.
Keys are lower case and carry no full stop: look a word up as `MONTHS.get(word.rstrip(".").lower())`.
"""

from __future__ import annotations

_NAMES = (
    # January
    "january jan januar jän jänner janvier janv enero ene gennaio gen janeiro januari",
    # February
    "february feb februar feber février fevrier févr fevr fév febrero febbraio febb fevereiro fev februari febr",
    # March
    "march mar märz maerz mär mrz mars marzo março marco maart mrt",
    # April
    "april apr avril avr abril abr aprile",
    # May
    "may mai mayo maggio mag maio mei",
    # June
    "june jun juni juin junio giugno giu junho",
    # July
    "july jul juli juillet juil julio luglio lug julho",
    # August
    "august aug août aout agosto ago augustus",
    # September
    "september sep sept septembre septiembre setiembre settembre sett setembro set",
    # October
    "october oct oktober okt octobre octubre ottobre ott outubro out",
    # November
    "november nov novembre noviembre novembro",
    # December
    "december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro",
)

MONTHS: dict[str, int] = {name: number for number, names in enumerate(_NAMES, 1) for name in names.split()}
