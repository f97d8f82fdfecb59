"""How many sentences a piece of text has.

A piece is a heading, a paragraph or a list item and has one sentence at least: a list
is never one giant sentence. Within it a sentence ends at . ! ? … ؟ before a space,
unless the full stop belongs to a short form (Dr., e.g., z. B.), an initial, an ordinal
(am 3. Mai) or a number (3.5 mg), or the next word goes on in small letters.
"""

import re

from medagora.appraisal.domain.readability.abbreviations import (
    Abbreviations,
    abbreviations,
)

_MARKS = ".!?…؟۔।"
_ENDS = re.compile(
    # one mark before all else: so the search leaps from mark to mark
    rf"(?P<first>[{_MARKS}])(?:"
    # bounded on both sides, so that ten thousand full stops cost no more than one
    rf"(?<![{_MARKS}].)(?P<more>[{_MARKS}]{{0,5}})[\"'”’“»«›)\]\u200e\u200f]{{0,4}}"
    r"\s+(?:[^\w\s]{1,4}\s?)?(?P<next>\w)"
    # words that an editor glued together: "the test.The next"
    r"|(?<=[^\W\d_]{3}[.!?])(?=[A-ZÀ-ÞА-Я][^\W\d_]{2}))"
)
_LINES = re.compile(r"\n[ \t]*\n|\n[ \t]*[-–•*·‣▪][ \t]")
_HAS_WORD = re.compile(r"\w")
_BEFORE = 28
_LAST_WORD = re.compile(r"[^\W_]+$")
_COMPOUND = re.compile(r"(?:[^\W\d_]{1,4}\.[\s-]{0,2}){1,4}[^\W\d_]{1,4}$")
_COMPOUND_REACH = 14
_SPACES = re.compile(r"\s+")
_WORD_BEFORE_LETTER = re.compile(r"([^\W\d_]+)\W{1,3}[^\W\d_]$")
_ENUMERATED = re.compile(r"(?:^|[.!?:;]\s{1,3}|\n\s{0,9})\d{1,3}$")
#: A word of at least this many letters is no short form that the lists do not know;
#: forums begin their sentences with small letters.
_NO_SHORT_FORM = 4

#: "3." is an ordinal in these languages.
_WITH_ORDINALS = "cs da de et fi hr hu is lv nb nn no pl sk sl sr tr"
_ORDINALS = frozenset(_WITH_ORDINALS.split())
_LARGEST_ORDINAL = 2  # digits; a longer number is a year or an amount
#: Words that a single capital follows at the end of a sentence: "vitamin C."
_BEFORE_LETTER = """vitamin vitamina vitamine vitamins vitamines witamina vitaminas
hepatitis hepatite hépatite epatite type typ tipo typen group groupe gruppo grupo gruppe
blood grade influenza schedule class option step phase stage factor"""
_LETTERED = frozenset(_BEFORE_LETTER.split())


def count_sentences(piece: str, language: str) -> int:
    """At least one for a piece with a word, none for one without."""
    if not _HAS_WORD.search(piece):
        return 0
    if "\n" in piece:
        lines = [line for line in _LINES.split(piece) if _HAS_WORD.search(line)]
        return sum(_count(line, language) for line in lines)
    return _count(piece, language)


def _count(line: str, language: str) -> int:
    known = abbreviations(language)
    ends = sum(1 for end in _ENDS.finditer(line) if _is_end(line, end, language, known))
    return 1 + ends


def _is_end(line: str, end: re.Match[str], language: str, known: Abbreviations) -> bool:
    first, more, following = end.groups()
    if following is None:
        return _is_glued(line, end.start(), known)
    if first != "." or more:
        return not following.islower()
    before = line[max(0, end.start() - _BEFORE) : end.start()]
    # no word holds a space: looking from the last one on spares most of the looking
    last = _LAST_WORD.search(before, before.rfind(" ") + 1)
    if last is None:
        return not following.islower()
    return _is_full_stop(before, last[0], following, language, known)


def _is_glued(line: str, stop: int, known: Abbreviations) -> bool:
    last = _LAST_WORD.search(line[max(0, stop - _BEFORE) : stop])
    return last is not None and last[0].lower() not in known.inner | known.closing


def _is_full_stop(
    before: str, word: str, following: str, language: str, known: Abbreviations
) -> bool:
    short = _short_form(before, word, known)
    if short is not None:
        return short in known.closing and following.isupper()
    if word.isdigit():
        return _ends_after_number(before, word, following, language)
    if len(word) == 1:
        return _ends_after_letter(before, word, following)
    if following.islower():
        return len(word) >= _NO_SHORT_FORM
    return True


def _short_form(before: str, word: str, known: Abbreviations) -> str | None:
    """The known short form that stands before the full stop, the longest first."""
    compound = _COMPOUND.search(before[-_COMPOUND_REACH:]) if "." in before else None
    forms = [_SPACES.sub("", compound[0]).lower()] if compound else []
    forms.append(word.lower())
    for form in forms:
        if form in known.closing or form in known.inner:
            return form
    return None


def _ends_after_number(before: str, word: str, following: str, language: str) -> bool:
    if following.islower() or _ENUMERATED.search(before):
        return False
    return language not in _ORDINALS or len(word) > _LARGEST_ORDINAL


def _ends_after_letter(before: str, letter: str, following: str) -> bool:
    """An initial goes on; "vitamin C." and "group B." end."""
    if following.islower() or letter.islower():
        return False
    previous = _WORD_BEFORE_LETTER.search(before)
    if previous is None:
        return False
    return previous[1].lower() in _LETTERED or previous[1].islower()
