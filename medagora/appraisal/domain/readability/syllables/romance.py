"""Syllables of Spanish, Italian and Portuguese words.

Two strong vowels (a, e, o) part; a weak one (i, u) joins its neighbour unless an
accent says that it is stressed. Spanish writes every such accent, Italian does not
(terap-ì-a), and Portuguese joins a final -ia only after a written accent.
"""

import re

_SPANISH_SILENT = re.compile("h|(?<=q)u|(?<=g)u(?=[eiéí])")
_SPANISH_FINAL_Y = re.compile("y(?=s?$)")
_SPANISH = re.compile("[iuü]?[aeoáéó](?:[iu](?![aeoáéóíú]))?|[iuü][iuíú]?|[íú]")

_ITALIAN_SILENT = re.compile("h|(?<=q)u")
_ITALIAN = re.compile("[iu]?[aeoàèéòó](?:[iu](?![aeoiuàèéòóìù]))?|[iu][iuìù]?|[ìù]")
#: Endings in which the i of -ia, -ie is stressed, though no accent is written.
_ITALIAN_STRESSED = re.compile(
    "(?:[lr]og|graf|terap|(?<!cad)em|[pt]at|scop|ps|[aeio]ss|[eu]rg|att|estes|mac|tom"
    "|nom|metr|agog|plas|pleg|trof|[iu]ctom|[sz]ur|sof|crom)i(?=[ae]$)"
)

_PORTUGUESE_SILENT = re.compile("(?<=[qg])u(?=[aeoiáéíóâêôãõ])")
_PORTUGUESE = re.compile(
    "ão|ãe|ãi|õe|[aeoáéóâêô]i(?!nh|[lrz]$|n[cdgst])|ui(?!nh|[lrz]$|n[cdgst])"
    "|[aeoáéóâêô]u|iu$|[aeiouáéíóúàâêôãõü]"
)
_PORTUGUESE_JOINED = re.compile("[áéíóúâêô].*[ieu][aeo]s?$")


def count_spanish(word: str) -> int:
    """Syllables of one lower-case Spanish word, as the Academy divides."""
    spoken = _SPANISH_FINAL_Y.sub("i", _SPANISH_SILENT.sub("", word))
    return sum(1 for _ in _SPANISH.finditer(spoken))


def count_italian(word: str) -> int:
    """Syllables of one lower-case Italian word."""
    spoken = _ITALIAN_SILENT.sub("", word)
    nuclei = sum(1 for _ in _ITALIAN.finditer(spoken))
    return nuclei + bool(_ITALIAN_STRESSED.search(spoken))


def count_portuguese(word: str) -> int:
    """Syllables of one lower-case Portuguese word, as Brazil divides."""
    spoken = _PORTUGUESE_SILENT.sub("", word)
    nuclei = sum(1 for _ in _PORTUGUESE.finditer(spoken))
    return nuclei - bool(_PORTUGUESE_JOINED.search(spoken))
