"""Syllables of German, Dutch, Swedish, Danish and Norwegian words.

Counted as the dictionaries divide them, single letters too: Ü-bung, In-fek-ti-on,
Stu-die, Stu-di-en; on-der-zoek, in-fec-tie, bac-te-ri-ën.
"""

import re

_GERMAN = re.compile("aa|ai|ay|au|äu|ee|ei|ey|eu|ie|oi|oo|ou|[aeiouyäöüéèà]")
_GERMAN_SPLIT = re.compile(
    "|".join(
        (
            # be- and ge- before a vowel: be-in-hal-ten, ge-impft, ge-eig-net
            r"^be(?=end|erd|ehr|inh|irr|urt)",
            r"^ge(?=ein[gist]|eig|ehr|end|erb|erd|ern|imp|irr|üb|urt)",
            # Stu-di-en, Pa-ti-ent, Mu-se-um, I-de-en, Ko-or-di-na-ti-on
            r"(?<=[aeiouäöü]..)ie(?=n$)(?<!schie)|(?<=[aeiouäöü].)ie(?=n$)(?<!chie)",
            r"(?<=[ltr])ie(?=nt)|eu(?=ms?$)|(?<=.)ee(?=n$)|koo(?=[pr])",
        )
    )
)
_DUTCH = re.compile(
    "aai|ooi|oei|eau|eeu|ieu|aa|ai|au|ee|ei|eu|ie|ij|oe|oi|oo|ou|ui|uu"
    "|[aeiouyáéèêëíïóöúü]"
)
_DUTCH_SPLIT = re.compile("eu(?=ms?$)")
_NORTHERN = re.compile("au|eu|ei|øy|(?<=[ts])io(?=n)|[aeiouyåäæöøéü]")


def count_german(word: str) -> int:
    """Syllables of one lower-case German word."""
    spoken = _without_consonant_letters(word)
    splits = sum(1 for _ in _GERMAN_SPLIT.finditer(spoken))
    return sum(1 for _ in _GERMAN.finditer(spoken)) + splits


def count_dutch(word: str) -> int:
    """Syllables of one lower-case Dutch word."""
    spoken = _without_consonant_letters(word)
    splits = sum(1 for _ in _DUTCH_SPLIT.finditer(spoken))
    return sum(1 for _ in _DUTCH.finditer(spoken)) + splits


def count_northern(word: str) -> int:
    """Syllables of one lower-case Swedish, Danish or Norwegian word."""
    return sum(1 for _ in _NORTHERN.finditer(word))


_QU = re.compile("qu(?=[aeioäöü])|^y(?=[aeou])")


def _without_consonant_letters(word: str) -> str:
    """u after q and y before a vowel are no vowels of their own."""
    return _QU.sub("q", word)
