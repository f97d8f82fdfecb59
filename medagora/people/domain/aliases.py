"""Aliases: the name beside a post when somebody does not write under their own.

An alias gives nothing away, cannot be taken for a title or an office, and is not
easily mistaken for another's.
"""

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import cache
from itertools import product

from medagora.kernel.refusals import BadInput, Conflict
from medagora.kernel.text import fold, tidy
from medagora.people.domain import alias_words

LEAST, MOST = 3, 30
#: Who gave up an alias keeps it from others this long.
RESERVED = timedelta(days=365)
#: Between two changes, so that nobody slips from name to name in one quarrel.
REST = timedelta(days=30)

Choose = Callable[[Sequence[str]], str]

_FIRST = tuple(alias_words.FIRST.split())
_SECOND = tuple(alias_words.SECOND.split())
_DIGITS = "23456789"
_TITLES = frozenset(alias_words.TITLES.split())
_STAFF = frozenset(alias_words.STAFF.split())
_ABUSE = tuple(alias_words.ABUSE.split())
_ABUSE_WHOLE = frozenset(alias_words.ABUSE_WHOLE.split())

_ALLOWED = re.compile(r"[^\W_]+(?:[ '’\-.·][^\W_]+)*\.?")
#: What people read as a Latin letter at a glance (Unicode TR 39, the everyday part).
_LOOKS_LIKE = str.maketrans(
    "01345678аеорсухіјѕԁһкмтвнгαορνικτβε",
    "oieasgtbaeopcyxijsdhkmtbhraopviktbe",
)


def propose(choose: Choose) -> str:
    """A friendly alias such as "Calm Heron 274"; ``choose`` throws the dice."""
    number = choose(_numbers())
    first = choose(_FIRST)
    second = choose([word for word in _SECOND if word != first])
    return f"{first} {second} {number}".title()


@cache
def _numbers() -> list[str]:
    """Those of three digits that, read as letters, are no rude word."""
    all_of_them = ("".join(digits) for digits in product(_DIGITS, repeat=3))
    return [number for number in all_of_them if not _is_abusive(number)]


def key_of(alias: str) -> str:
    """The form in which two aliases that look the same are equal."""
    plain = fold(alias).translate(_LOOKS_LIKE).replace(" ", "")
    return plain.replace("rn", "m").replace("vv", "w").replace("l", "i")


def digest_of(key: str, *, secret: str) -> str:
    """What stays of an alias that was given up; useless without the site's secret."""
    words = f"medagora.alias:{key}".encode()
    return hmac.new(secret.encode(), words, hashlib.sha256).hexdigest()


def check(alias: str, *, name: str = "", email: str = "") -> str:
    """The alias, tidied; BadInput with a sentence for one that cannot be used.

    ``name`` and ``email`` are the person's own: an alias must not hold them.
    """
    # one sign that stands for whole words counts as those words
    clean = unicodedata.normalize("NFKC", tidy(alias))
    if not LEAST <= len(clean) <= MOST:
        raise BadInput(
            "An alias has between %(least)d and %(most)d characters.",
            field="alias",
            least=LEAST,
            most=MOST,
        )
    if "@" in clean or re.search(r"\d{5}|www|https?|\.[a-z]{2,}", clean.casefold()):
        raise BadInput(
            "An alias holds no address, link or telephone number.", field="alias"
        )
    if not _ALLOWED.fullmatch(clean) or clean.isdigit():
        raise BadInput(
            "Use letters and numbers; between words a space, dot or hyphen.",
            field="alias",
        )
    if len(set(_scripts(clean))) > 1:
        raise BadInput(
            "Use the letters of one alphabet: mixed ones can deceive.", field="alias"
        )
    if _gives_away(clean, name, email):
        raise BadInput(
            "Leave your name and your e-mail address out of your alias.", field="alias"
        )
    if _claims_office(clean):
        raise BadInput(
            "An alias cannot sound like a title or an office. What you are, your "
            "hats say.",
            field="alias",
        )
    if _is_abusive(clean):
        raise BadInput("Please choose a kinder alias.", field="alias")
    return clean


def check_rest(last_change: datetime | None, now: datetime) -> None:
    """Conflict while the last change is too fresh."""
    if last_change is not None and now < last_change + REST:
        raise Conflict(
            "You can change your alias once in %(days)d days.",
            field="alias",
            days=REST.days,
        )


#: As they look, so that "M0derator" is one.
_OFFICES = tuple(key_of(word) for word in alias_words.OFFICES.split())


def _words(text: str) -> list[str]:
    """Words as written, with capitals inside taken apart ("DrHouse" has two)."""
    apart = re.sub(r"(?<=[^\W\d_A-Z])(?=[A-Z])", " ", text)
    return re.sub(r"(?<=\D)(?=\d)|(?<=\d)(?=\D)", " ", fold(apart)).split()


def _gives_away(alias: str, name: str, email: str) -> bool:
    joined = fold(alias).replace(" ", "")
    secrets = fold(name).split() + fold(email.partition("@")[0]).split()
    return any(len(word) >= LEAST and word in joined for word in secrets)


def _claims_office(alias: str) -> bool:
    words = _words(alias)
    # "d.r." and "m d" are titles taken apart
    forms = {*words, "".join(words), "".join(_letters_alone(words))}
    if forms & (_TITLES | _STAFF):
        return True
    looks = {key_of(form) for form in forms}
    # not inside: badminton is a game
    return any(
        form.startswith(office) or form.endswith(office)
        for office in _OFFICES
        for form in looks
    )


def _letters_alone(words: Sequence[str]) -> Iterator[str]:
    return (word for word in words if len(word) == 1)


def _is_abusive(alias: str) -> bool:
    forms = {fold(alias).replace(" ", "")}
    for words in (_words(alias), fold(alias.translate(_LOOKS_LIKE)).split()):
        forms |= {*words, "".join(_letters_alone(words))}
    return bool(forms & _ABUSE_WHOLE) or any(f.startswith(_ABUSE) for f in forms)


def _scripts(text: str) -> Iterator[str]:
    """The script of each letter, from its Unicode name ("LATIN", "ARABIC");
    those that Japanese mixes count as one."""
    for letter in filter(str.isalpha, text):
        script = unicodedata.name(letter, "?").split()[0]
        yield "CJK" if script.startswith(("HIRAGANA", "KATAKANA")) else script
