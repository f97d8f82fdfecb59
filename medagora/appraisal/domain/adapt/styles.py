"""What an inline style says: is the element hidden, which colours has it."""

from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Style:
    is_hidden: bool = False
    #: Text and background as written; empty unless both stand in the style.
    colours: tuple[str, str] | tuple[()] = ()


@lru_cache(maxsize=2048)
def style_of(style: str) -> Style:
    """The declarations that matter; later ones win, as in CSS."""
    rules: dict[str, str] = {}
    for declaration in style.lower().split(";"):
        name, _, value = declaration.partition(":")
        rules[name.strip()] = value.replace("!important", "").strip()
    is_hidden = rules.get("display") == "none" or rules.get("visibility") in {
        "hidden",
        "collapse",
    }
    text = rules.get("color", "")
    background = rules.get("background-color") or rules.get("background", "")
    return Style(is_hidden, (text, background) if text and background else ())
