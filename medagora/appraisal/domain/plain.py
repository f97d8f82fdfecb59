"""Findings as plain objects, for storing and for programs; and back."""

import re
from collections.abc import Mapping
from typing import Any

from medagora.appraisal.domain.findings import (
    Answer,
    Criterion,
    Fact,
    Finding,
    Quote,
    Where,
)

_MOST_FACTS = 30
#: No database and no terminal takes them; a page's JSON can hold them as escapes.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def as_plain(finding: Finding) -> dict[str, Any]:
    """JSON-ready; ``said`` and ``facts`` make the sentence in any language."""
    return {
        "criterion": finding.criterion.value,
        "answer": finding.answer.value,
        "confidence": round(finding.confidence, 2),
        "said": finding.said,
        "facts": {
            name: [_storable(each) for each in value]
            if isinstance(value, tuple)
            else _storable(value)
            for name, value in finding.facts.items()
        },
        "quotes": [
            {
                "words": _storable(quote.words),
                "where": quote.where.value,
                "start": quote.start,
            }
            for quote in finding.quotes
        ],
        "version": finding.version,
    }


def _storable(value: Any) -> Any:
    """A text with a mark for each letter that is none, so that places stay right."""
    return _UNSTORABLE.sub("\ufffd", value) if isinstance(value, str) else value


def from_plain(plain: Mapping[str, Any]) -> Finding | None:
    """The finding, or None for what an older or newer version wrote otherwise."""
    try:
        return Finding(
            criterion=Criterion(plain["criterion"]),
            answer=Answer(plain["answer"]),
            confidence=float(plain["confidence"]),
            said=str(plain["said"]),
            facts={
                str(name): _fact(value)
                for name, value in list(plain["facts"].items())[:_MOST_FACTS]
            },
            quotes=tuple(
                Quote(str(q["words"]), Where(q["where"]), q["start"])
                for q in plain["quotes"]
            ),
            version=str(plain["version"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _fact(value: Any) -> Fact:
    if isinstance(value, list):
        return tuple(str(each) for each in value)
    return value if isinstance(value, int | float | bool) else str(value)
