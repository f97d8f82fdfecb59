"""Reviewed news in numbers, as the training and the benchmark see it."""

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from medagora.appraisal.domain.news.criteria import NewsCriterion
from medagora.appraisal.domain.news.measuring import sign_names, signs_of, take_apart
from medagora.appraisal.domain.news.model import MOST_SPREADS, ngrams_of
from medagora.appraisal.domain.news.signs import sign_list

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: An n-gram that so many publishers use belongs to none of them and names no text.
FEWEST_PUBLISHERS = 25
MOST_TEXTS = 0.8
#: Less than what the weights file keeps of a number.
_NO_SPREAD = 0.001
#: Calendars and newswires say who sent a text and when, not how good it is.
_NOT_LEARNED = frozenset({
    "january", "february", "march", "april", "june", "july", "august", "september",
    "october", "november", "december", "monday", "tuesday", "wednesday", "thursday",
    "friday", "saturday", "sunday", "newswise", "prnewswire", "eurekalert", "twitter",
    "facebook", "www", "http", "https", "org", "com", "edu",
})  # fmt: skip
_EUREKALERT = re.compile(r"/([a-z0-9]+)-[^/]*$")


@dataclass(frozen=True)
class Row:
    id: str
    publisher: str
    text: str
    labels: dict[NewsCriterion, bool | None]


@dataclass(frozen=True)
class Measured:
    """Every text in numbers. Labels play no part in this."""

    rows: Sequence[Row]
    publishers: NDArray[np.str_]
    sign_names: list[str]
    middles: Floats
    spreads: Floats
    signs: Floats
    ngram_names: list[str]
    rarity: Floats
    ngrams: Floats
    #: One column a criterion, not a number where the reviewers gave no answer.
    labels: Floats

    def labelled(self, criterion: NewsCriterion) -> tuple[Ints, Ints]:
        """The rows that have an answer, and the answers as 0 and 1."""
        column = self.labels[:, list(NewsCriterion).index(criterion)]
        index = np.flatnonzero(~np.isnan(column))
        return index, column[index].astype(np.int64)


def read_rows(path: Path) -> list[Row]:
    """Lines of {id, url, text, labels}."""
    with path.open(encoding="utf-8") as lines:
        return [row_of(json.loads(line)) for line in lines if line.strip()]


def row_of(plain: dict[str, Any]) -> Row:
    labels = plain["labels"]
    return Row(
        id=str(plain["id"]),
        publisher=publisher_of(str(plain.get("url", ""))),
        text=str(plain.get("text") or ""),
        labels={criterion: labels.get(criterion) for criterion in NewsCriterion},
    )


def publisher_of(address: str) -> str:
    """The host; for EurekAlert, which only distributes, the institution's letters."""
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    if host == "eurekalert.org" and (letters := _EUREKALERT.search(address)):
        return f"eurekalert {letters[1]}"
    return host


def measure(rows: Sequence[Row]) -> Measured:
    """Signs on one scale and n-grams of every text."""
    taken = [take_apart(row.text) for row in rows]
    names = sign_names(sign_list())
    found = [signs_of(news) for news in taken]
    amounts = np.array([[signs[name].amount for name in names] for signs in found])
    spreads = amounts.std(axis=0)
    # a sign that is the same in every text weighs nothing, whatever its scale
    spreads[spreads < _NO_SPREAD] = 1.0
    middles = amounts.mean(axis=0)
    signs = np.clip((amounts - middles) / spreads, -MOST_SPREADS, MOST_SPREADS)
    counts = [Counter(written for written, _ in ngrams_of(news)) for news in taken]
    ngram_names = _common(counts, rows)
    ngrams, rarity = _weighed(counts, ngram_names)
    labels = [[_as_float(row.labels[c]) for c in NewsCriterion] for row in rows]
    return Measured(
        rows,
        np.array([row.publisher for row in rows]),
        names,
        middles,
        spreads,
        signs,
        ngram_names,
        rarity,
        ngrams,
        np.array(labels),
    )


def _as_float(label: bool | None) -> float:
    return float("nan") if label is None else float(label)


def _common(counts: Sequence[Counter[str]], rows: Sequence[Row]) -> list[str]:
    texts: Counter[str] = Counter()
    publishers: dict[str, set[str]] = {}
    for count, row in zip(counts, rows, strict=True):
        for written in count:
            texts[written] += 1
            publishers.setdefault(written, set()).add(row.publisher)
    return sorted(
        written
        for written, number in texts.items()
        if len(publishers[written]) >= FEWEST_PUBLISHERS
        and number <= MOST_TEXTS * len(rows)
        and not _NOT_LEARNED & set(written.split())
    )


def _weighed(
    counts: Sequence[Counter[str]], names: Sequence[str]
) -> tuple[Floats, Floats]:
    """Logarithms of counts times rarity, each text scaled to the length one."""
    raw = np.array([[float(count[name]) for name in names] for count in counts])
    raw = raw.reshape(len(counts), len(names))
    rarity = np.log((1 + len(counts)) / (1 + (raw > 0).sum(axis=0))) + 1
    logs = np.where(raw > 0, 1 + np.log(np.maximum(raw, 1)), 0.0) * rarity
    lengths = np.sqrt((logs**2).sum(axis=1, keepdims=True))
    lengths[lengths == 0] = 1.0
    return logs / lengths, rarity
