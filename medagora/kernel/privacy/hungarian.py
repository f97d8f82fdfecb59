"""Hungarian names as they stand in a sentence: "Annának", "Péterrel", "Kissék"."""

from collections.abc import Iterator

from medagora.kernel.privacy.lexicon import known_in_order

_LONG = {"á": "a", "é": "e", "ó": "ó", "ö": "ö"}


def stems(low: str) -> Iterator[str]:
    """What the name may be without its ending, longest ending first."""
    for ending in known_in_order("hungarian_endings"):
        if low.endswith(ending) and len(low) - len(ending) >= 2:
            stem = low[: -len(ending)]
            yield stem
            if stem[-1] in "áé":
                yield stem[:-1] + _LONG[stem[-1]]
    yield from _doubled(low)


def _doubled(low: str) -> Iterator[str]:
    """ "-val, -vel" take the last consonant: Péter, Péterrel; Balázs, Balázzsal."""
    if len(low) < 6 or low[-1] != "l" or low[-2] not in "ae":
        return
    stem = low[:-2]
    if stem[-1] == stem[-2]:
        yield stem[:-1]
    for double, single in (
        ("ssz", "sz"),
        ("zzs", "zs"),
        ("ccs", "cs"),
        ("ggy", "gy"),
        ("nny", "ny"),
        ("lly", "ly"),
        ("tty", "ty"),
    ):
        if stem.endswith(double):
            yield stem[: -len(double)] + single
