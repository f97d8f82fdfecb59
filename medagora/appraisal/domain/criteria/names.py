"""Names of people and of organisations.

A name is read where a label or a byline announces it, never searched for in the open
text: capital letters alone do not make a person.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from medagora.appraisal.domain.criteria.name_words import NameWords, name_words
from medagora.kernel.text import fold

#: "the Readers' Panel": what comes before belongs to what follows.
_OWNED = ("' ", "’ ")
_LONGEST_NAME = 120
_MOST_PARTS = 6
_LONGEST_ARTICLE = 3
_TOKEN = re.compile(r"[^\W\d_]+(?:[’'‐-][^\W\d_]+)*\.?")
_LEAD = re.compile(r"[\s:：|•·,–—-]{0,8}")
_GAP = re.compile(r"[ \u00a0]{1,2}|(?<=\.)")
_LAST_WORD = re.compile(r"[^\W\d_]+\Z")
_LINE_END = re.compile(r"[\n|•·–—:;،(\[]|[.,](?=\s|$)")
#: They stand between the parts of a name; names travel between languages.
_PARTICLES = frozenset(
    {"de", "da", "del", "della", "der", "den", "di", "dos", "du", "la", "le", "van"}
    | {"von", "zu", "zur", "vom", "al", "el", "bin", "ibn", "ben", "af", "av", "ter"}
)


@dataclass(frozen=True, slots=True)
class Named:
    """Whom a text names, and where. Neither a person nor nobody: an organisation."""

    name: str
    start: int
    end: int
    is_person: bool
    #: "admin", "guest": a name that tells nothing.
    is_nobody: bool = False


def read_name(
    text: str, at: int, language: str, label_starts: Collection[int] = ()
) -> Named | None:
    """Whom the words from this place on name, else None.

    ``label_starts`` are places where another label begins ("Updated"): no name goes
    on over them.
    """
    lead = _LEAD.match(text, at)
    start = lead.end() if lead else at
    words = name_words(language)
    line = _line_of(text, start, label_starts, words)
    folded = [fold(token[0]) for token in _TOKEN.finditer(line)]
    if not folded:
        return None
    if nobody := _nobody(line, folded, words):
        end = start + len(nobody)
        return Named(nobody, start, end, is_person=False, is_nobody=True)
    parts = list(_parts_of(line, words))
    is_body = any(words.is_organisation(fold(part.words)) for part in parts)
    # "Author: Kovács Eszter patient educator" is a label and a line, no sentence
    is_labelled = ":" in text[at:start]
    if (
        _is_person(parts)
        and not is_body
        and (is_labelled or not _runs_on(line, parts[-1].end, words))
        and not line[parts[-1].end :].startswith(_OWNED)
    ):
        return _named(text, start, parts)
    if is_body or _starts_body(line, folded, words):
        return _organisation(start, line)
    is_label = text.startswith(":", start + len(line))
    if _is_all_name(line, parts) and not is_label:
        return _organisation(start, line)
    return None


def _is_all_name(line: str, parts: list["_Part"]) -> bool:
    """One name alone in its line, such as "Healthwise"; Arabic has no capitals."""
    names = [part for part in parts if fold(part.words) not in _PARTICLES]
    return bool(names) and parts[-1].end == len(line) and not _is_arabic(line)


def _starts_body(line: str, folded: list[str], words: NameWords) -> bool:
    """ "our medical team", "Experten der Klinik": not "of the study by the clinic"."""
    first, *rest = folded[:8]
    is_small = len(first) <= _LONGEST_ARTICLE and line[0].islower()
    if words.is_organisation(first) or (
        is_small and rest and words.is_organisation(rest[0])
    ):
        return True
    has_body = any(words.is_organisation(word) for word in rest)
    return has_body and not line[0].islower() and first not in words.stops


def _nobody(line: str, folded: list[str], words: NameWords) -> str:
    """ "admin" or "Site Admin", also of "admin in News"; "" for anybody else."""
    if " ".join(folded) in words.nobody:
        return line
    first = _TOKEN.match(line)
    is_alone = len(folded) == 1 or folded[1] in words.stops
    return first[0] if first and is_alone and folded[0] in words.nobody else ""


def _runs_on(line: str, end: int, words: NameWords) -> bool:
    """Whether a sentence goes on after the name: "Author Jane Smith says that"."""
    after = _TOKEN.match(line[end:].lstrip(" \u00a0"))
    return bool(after and after[0][0].islower() and fold(after[0]) not in words.stops)


def _line_of(
    text: str, start: int, label_starts: Collection[int], words: NameWords
) -> str:
    """What stands from here to the end of the line, the next label or a full stop."""
    end = min(len(text), start + _LONGEST_NAME)
    later = [place for place in label_starts if start < place < end]
    line = text[start : min(later, default=end)]
    for found in _LINE_END.finditer(line):
        if found[0] != "." or not _is_abbreviated(line, found.start(), words):
            return line[: found.start()].rstrip()
    return line.rstrip()


def _is_abbreviated(line: str, stop: int, words: NameWords) -> bool:
    """Whether the full stop ends a title or an initial: "Dr. med.", "J."."""
    word = _LAST_WORD.search(line, max(0, stop - 12), stop)
    return bool(word and (len(word[0]) == 1 or fold(word[0]) in words.titles))


@dataclass(frozen=True, slots=True)
class _Part:
    words: str
    start: int
    end: int
    is_title: bool


def _parts_of(line: str, words: NameWords) -> Iterator[_Part]:
    """Titles and parts of a name as long as they follow each other."""
    at, count, is_arabic = _after_article(line, words), 0, _is_arabic(line)
    while count < _MOST_PARTS and (token := _TOKEN.match(line, at)):
        folded = fold(token[0])
        is_particle = folded in _PARTICLES and count > 0
        is_small = is_arabic or token[0][0].islower()  # "Le Goff" goes on
        if folded in words.stops and is_small and not is_particle:
            return
        is_title = folded in words.titles
        if not is_title:
            if words.credentials.match(line, token.start()) or not (
                is_arabic or token[0][0].isupper() or folded in _PARTICLES
            ):
                return
            count += 1
        yield _Part(token[0], *token.span(), is_title)
        gap = _GAP.match(line, token.end())
        is_last = not is_title and token[0].endswith(".") and len(token[0]) > 2
        if gap is None or is_last:
            return
        at = gap.end()


def _after_article(line: str, words: NameWords) -> int:
    """Past one small word before a title: "el Dr. Pérez", "von Prof. Weber"."""
    first, second = _TOKEN.match(line), None
    if first and first[0].islower() and len(first[0]) <= _LONGEST_ARTICLE:
        gap = _GAP.match(line, first.end())
        second = _TOKEN.match(line, gap.end()) if gap else None
    return second.start() if second and fold(second[0]) in words.titles else 0


def _is_person(parts: list[_Part]) -> bool:
    """Two names, or a doctor's title and one."""
    names = [
        part
        for part in parts
        if not part.is_title and fold(part.words) not in _PARTICLES
    ]
    has_title = any(part.is_title for part in parts)
    is_spelt = any(len(part.words.rstrip(".")) > 1 for part in names)
    most = 4 if names and _is_arabic(names[0].words) else _MOST_PARTS
    return is_spelt and (2 - has_title) <= len(names) <= most


def _named(text: str, start: int, parts: list[_Part]) -> Named:
    while fold(parts[-1].words) in _PARTICLES or parts[-1].is_title:
        parts = parts[:-1]
    begin, end = start + parts[0].start, start + parts[-1].end
    if len(parts[-1].words) > 2:
        end -= parts[-1].words.endswith(".")
    return Named(text[begin:end], begin, end, True)


def _organisation(start: int, line: str) -> Named | None:
    words = line.rstrip(" .,:")
    return Named(words, start, start + len(words), is_person=False) if words else None


def _is_arabic(words: str) -> bool:
    return any("\u0621" <= char <= "\u064a" for char in words[:20])
