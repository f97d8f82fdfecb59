"""The signs that a news text is searched for, from the data file."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from medagora.appraisal.domain.news.criteria import NewsCriterion
from medagora.appraisal.domain.phrases import Phrases


@dataclass(frozen=True)
class SignList:
    """What ``signs_en.toml`` says. ``places`` are opening, ending and quoted."""

    version: str
    phrases: Phrases
    groups: tuple[str, ...]
    together: Mapping[str, tuple[str, str]]
    places: Mapping[str, frozenset[str]]
    looks_at: Mapping[NewsCriterion, tuple[str, ...]]


@lru_cache(maxsize=1)
def sign_list() -> SignList:
    """The English list: the only language with reviews to learn from."""
    place = files("medagora.appraisal.domain.news") / "signs_en.toml"
    plain = tomllib.loads(place.read_text(encoding="utf-8"))
    return SignList(
        version=plain["version"],
        phrases=Phrases(plain["phrases"]),
        groups=tuple(plain["phrases"]),
        together={name: (a, b) for name, (a, b) in plain["together"].items()},
        places={name: frozenset(groups) for name, groups in plain["places"].items()},
        looks_at={
            NewsCriterion(name): tuple(signs)
            for name, signs in plain["looks_at"].items()
        },
    )
