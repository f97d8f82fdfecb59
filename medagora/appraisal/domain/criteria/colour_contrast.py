"""The contrast of two CSS colours, as WCAG 2.2 defines it."""

import colorsys
import re
import tomllib
from functools import lru_cache
from importlib.resources import files

_HEX = re.compile(r"#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$")
_FUNCTION = re.compile(r"(rgb|hsl)a?\(([^()]{3,80})\)$")
_NUMBER = re.compile(r"^([+-]?\d{1,6}(?:\.\d{1,6})?)(%|deg)?$")
_TOKENS = re.compile(r"(?:rgb|hsl)a?\([^()]{3,80}\)|[^\s()]+")
_Rgb = tuple[float, float, float]


@lru_cache(maxsize=1)
def _named() -> dict[str, str]:
    place = files("medagora.appraisal.domain") / "criteria" / "named_colours.toml"
    return {**tomllib.loads(place.read_text(encoding="utf-8"))["colours"]}


@lru_cache(maxsize=1024)
def contrast(text: str, background: str) -> float | None:
    """From 1 to 21; None when either is no plain, solid colour."""
    front, back = colour_of(text), colour_of(_solid(background))
    if front is None or back is None:
        return None
    lighter, darker = sorted((luminance(front), luminance(back)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _solid(background: str) -> str:
    """The colour in a ``background`` without pictures."""
    background = background.lower()
    if "url(" in background or "gradient(" in background:
        return ""
    tokens = _TOKENS.findall(background[:200])
    return next((token for token in tokens if colour_of(token) is not None), "")


def luminance(colour: _Rgb) -> float:
    """Relative luminance of sRGB (WCAG 2.2, "relative luminance")."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def colour_of(written: str) -> _Rgb | None:
    """Red, green and blue from 0 to 1; None for what is unknown or see-through."""
    written = written.strip().lower()
    written = _named().get(written, written)
    if found := _HEX.match(written):
        return _of_hex(found[1])
    if found := _FUNCTION.match(written):
        return _of_function(found[1], found[2])
    return None


def _of_hex(digits: str) -> _Rgb | None:
    if len(digits) <= 4:
        digits = "".join(digit * 2 for digit in digits)
    if digits[6:] not in {"", "ff"}:
        return None
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue


def _of_function(name: str, inside: str) -> _Rgb | None:
    parts = re.split(r"[\s,/]+", inside.strip())
    numbers = [found for part in parts if (found := _NUMBER.match(part))]
    if len(numbers) != len(parts) or len(parts) not in {3, 4}:
        return None
    if len(parts) == 4 and _share(numbers[3], 1) < 1:
        return None
    if name == "rgb":
        red, green, blue = (_share(one, 255) for one in numbers[:3])
        return red, green, blue
    hue = float(numbers[0][1]) % 360 / 360
    saturation, lightness = (_share(one, 100) for one in numbers[1:3])
    return colorsys.hls_to_rgb(hue, lightness, saturation)


def _share(number: re.Match[str], whole: int) -> float:
    """Between 0 and 1; a percentage is one of a hundred."""
    part = float(number[1]) / (100 if number[2] == "%" else whole)
    return min(max(part, 0.0), 1.0)
