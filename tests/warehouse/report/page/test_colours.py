"""Colours can be told from their ground: WCAG 2.2, in light and in dark."""

from __future__ import annotations

import re

from schemas.vocabularies import OUTCOMES, SEVERITIES
from warehouse.report.page.environment import style


def _luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio of two colours."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_colours_have_contrast_in_light_and_dark() -> None:
    tokens = re.findall(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);", style("tokens.css"))
    for theme in ({name: colour for name, colour, _ in tokens}, {name: colour for name, _, colour in tokens}):
        tints = [name for name in theme if name.endswith("-tint")]
        assert len(tints) > len(OUTCOMES)
        for ground in ("paper", "raised", *tints):
            assert contrast(theme["ink"], theme[ground]) >= 4.5, (ground, theme)
        for ground in ("paper", "raised"):
            for text in ("muted", "link"):
                assert contrast(theme[text], theme[ground]) >= 4.5, (text, ground, theme)
        for shape in (*OUTCOMES, *SEVERITIES, *(name.removesuffix("-tint") for name in tints)):
            assert contrast(theme[shape], theme["paper"]) >= 3, (shape, theme)
        for name in tints:
            shape = name.removesuffix("-tint")
            assert contrast(theme[shape], theme[name]) >= 3, (shape, theme)
        assert contrast(theme["accepted"], theme["sunk"]) >= 3
        assert contrast(theme["mark-ink"], theme["mark"]) >= 4.5
