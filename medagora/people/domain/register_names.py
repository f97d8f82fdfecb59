"""Does the name in a register fit the name of an account? People still decide."""

from enum import StrEnum

from medagora.kernel.text import fold

#: Words of a name that are titles or suffixes.
_TITLES = frozenset(
    {
        *("dr", "prof", "professor", "doktor", "doctor", "med", "md", "phd", "mr"),
        *("mrs", "ms", "mme", "jr", "sr", "ii", "iii", "ifj", "id", "ozv", "habil"),
    }
)


class Fit(StrEnum):
    AGREES = "agrees"
    PARTLY = "partly"
    DIFFERS = "differs"
    UNKNOWN = "unknown"


def compare(account: str, given: str, family: str) -> Fit:
    """AGREES when every family name and a given name are in the account's name.

    Order, accents, case, hyphens and titles do not matter. PARTLY when only the
    family name is there or the given name is an initial.
    """
    ours = _words(account)
    givens, families = _words(given), _words(family)
    if not ours or not families:
        return Fit.UNKNOWN
    if not families <= ours:
        return Fit.DIFFERS
    rest = ours - families
    if givens & rest or (givens and givens <= ours):
        return Fit.AGREES
    initials = {word[0] for word in givens}
    if not rest or any(len(word) == 1 and word in initials for word in rest):
        return Fit.PARTLY
    return Fit.DIFFERS if givens else Fit.PARTLY


def _words(name: str) -> set[str]:
    return {word for word in fold(name).split() if word not in _TITLES}
