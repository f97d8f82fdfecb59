"""Languages as people type them, and the one in which we write to them."""

import re
from collections.abc import Iterable

from medagora.kernel import languages
from medagora.kernel.refusals import BadInput

#: More than anybody reads; it bounds what a form can store.
MOST = 20

_SEPARATORS = re.compile(r"[,;\n،؛]+")


def parse_languages(text: str, reader: str) -> list[str]:
    """Codes for names or codes separated by commas ("Turkish, română, pl").

    A name may be English or in the reader's language. BadInput for a word that
    names no language.
    """
    names = _names(reader)
    codes: list[str] = []
    for word in _SEPARATORS.split(text):
        if not (plain := word.strip().casefold()):
            continue
        code = names.get(plain) or (plain if languages.is_known(plain) else "")
        if not code:
            raise BadInput(
                "One of these is not a language that we know. Write names like "
                "“Turkish”, separated by commas.",
                field="other_languages",
            )
        codes.append(languages.primary(code))
    return list(dict.fromkeys(codes))


def _names(reader: str) -> dict[str, str]:
    """Every name by which this reader may call a language."""
    names = dict(languages.codes_by_english_name())
    for code in set(names.values()):
        names.setdefault(languages.name_in(code, reader).casefold(), code)
    return names


def mail_language(reading: Iterable[str], otherwise: str = "en") -> str:
    """The first language somebody reads in which our interface is finished."""
    return next((code for code in reading if code in languages.FINISHED), otherwise)
