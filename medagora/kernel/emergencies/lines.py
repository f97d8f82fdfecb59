"""Whom to call in a country."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from medagora.kernel.emergencies.reading_lines import Lines, read_lines


@dataclass(frozen=True)
class Directory:
    """Where crisis lines of the whole world are listed."""

    name: str
    web: str


DIRECTORIES = (
    Directory("Find a Helpline", "https://findahelpline.com/"),
    Directory(
        "International Association for Suicide Prevention",
        "https://www.iasp.info/crisis-centres-helplines/",
    ),
)


def lines_for(country: str, own: Mapping[str, Lines] | None = None) -> Lines:
    """What is known of a country ("HU"); for any other text nothing is, which
    ``is_known`` says. What the operator's ``own`` file has goes before ours."""
    code = country.upper()
    return (own or {}).get(code) or _known().get(code) or Lines(code)


def known_countries() -> tuple[str, ...]:
    return tuple(sorted(_known()))


@lru_cache(maxsize=1)
def _known() -> dict[str, Lines]:
    place = files("medagora.kernel.emergencies") / "lines.toml"
    return read_lines(place.read_text(encoding="utf-8"))
