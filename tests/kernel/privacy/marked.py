"""Texts in which what is to be found is marked: "My son ⟦person:Oliver⟧ has …"."""

import re
from dataclasses import dataclass
from pathlib import Path

LANGUAGES = ("en", "es", "de", "fr", "hu", "ar")
_MARK = re.compile(r"⟦(\w+):(.*?)⟧")


@dataclass(frozen=True)
class Marked:
    language: str
    text: str
    #: kind, start, end
    spans: tuple[tuple[str, int, int], ...]


def unmark(line: str, language: str) -> Marked:
    text, position, spans = "", 0, []
    line = line.replace("\\n", "\n")
    for match in _MARK.finditer(line):
        text += line[position : match.start()]
        spans.append((match[1], len(text), len(text) + len(match[2])))
        text, position = text + match[2], match.end()
    return Marked(language, text + line[position:], tuple(spans))


def cases(language: str) -> list[Marked]:
    """Those with something to find first, then the harmless ones."""
    path = Path(__file__).parent / "cases" / f"{language}.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    return [unmark(line, language) for line in lines if not line.startswith("---")]


ALL = [case for language in LANGUAGES for case in cases(language)]
