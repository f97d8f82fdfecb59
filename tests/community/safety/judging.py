"""The judged texts, and what our eyes make of them.

``judged/crisis``, ``judged/advice`` and ``judged/threats`` were written before any
rule; the others after, in other words. Each has its first figures in docs/safety.md.
"""

import tomllib
from pathlib import Path
from typing import Any

from medagora.community.domain.safety import (
    Certainty,
    Grade,
    assess,
    find_dangerous_advice,
)
from medagora.kernel.languages import FINISHED

JUDGED = Path(__file__).parent / "judged"


def judged(name: str, language: str) -> dict[str, Any]:
    return tomllib.loads((JUDGED / name / f"{language}.toml").read_text("utf-8"))


def texts(name: str, language: str, *grades: str) -> list[str]:
    """The texts of some grades, of every kind."""
    tables = judged(name, language)
    return [
        text for grade in grades for kind in tables[grade].values() for text in kind
    ]


def grade_of(text: str, language: str) -> int:
    found = assess(text, language)
    return found.grade if found else 0


def share(texts: list[str], language: str, least: Grade) -> float:
    """Of some texts, those that were graded so or higher."""
    return sum(grade_of(text, language) >= least for text in texts) / len(texts)


def is_dangerous(text: str, language: str) -> bool:
    found = find_dangerous_advice(text, language)
    return any(finding.certainty is Certainty.CLEAR for finding in found)


def advice_share(texts: list[str], language: str) -> float:
    return sum(is_dangerous(text, language) for text in texts) / len(texts)


__all__ = [
    "FINISHED",
    "advice_share",
    "grade_of",
    "is_dangerous",
    "judged",
    "share",
    "texts",
]
