"""The colours can be told apart: WCAG 2.2 AA, in light and in dark."""

import re
from pathlib import Path

import pytest

TOKENS = (
    Path(__file__).parents[2] / "medagora/web/static/web/css/tokens.css"
).read_text()

#: Text on a ground, as the components use them.
TEXT = [
    ("ink", "paper"),
    ("ink", "paper-shade"),
    ("ink", "accent-tint"),
    ("ink", "warning-tint"),
    ("ink", "mark"),
    ("ink-soft", "paper"),
    ("ink-soft", "paper-shade"),
    ("ink-soft", "accent-tint"),
    ("accent", "paper"),
    ("accent", "paper-shade"),
    ("accent", "accent-tint"),
    ("accent-strong", "accent-tint"),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("warning", "paper"),
    ("warning", "warning-tint"),
    ("warning-strong", "warning-tint"),
    ("on-warning", "warning"),
    ("on-warning", "warning-strong"),
    ("visited", "paper"),
    ("visited", "paper-shade"),
]
#: Edges that tell where a control is.
EDGES = [("line-strong", "paper"), ("accent", "paper"), ("warning", "paper")]


def colours_of(condition: str) -> dict[str, str]:
    light = TOKENS.split("@media", 1)[0]
    own = light
    if condition:
        own += TOKENS.split(f"@media {condition} {{", 1)[1].split("@media", 1)[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", own))


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [
        p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("condition", ["", "(prefers-color-scheme: dark)"])
@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_stands_out_from_its_ground(
    condition: str, text: str, ground: str
) -> None:
    colours = colours_of(condition)

    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("condition", ["", "(prefers-color-scheme: dark)"])
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_of_controls_can_be_seen(condition: str, edge: str, ground: str) -> None:
    colours = colours_of(condition)

    assert contrast(colours[edge], colours[ground]) >= 3
