"""Published appraisals as JSON-LD and JSON Lines, for machines to take away.

After MedCIRCLE's idea: each statement says what was asked, what was answered, on what
ground, by whom, when, and whether a human or a machine said it. Terms of schema.org
where it has them, a few of our own beside.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from medagora.appraisal.domain.findings import Finding
from medagora.appraisal.domain.instruments import (
    NOT_APPLICABLE,
    Instrument,
    Item,
    Score,
    score,
)
from medagora.kernel.dates import iso_utc

#: Terms that schema.org lacks. A URN, because it must outlive any host.
_OWN = "urn:medagora:appraisal:"
CONTEXT: list[Any] = [
    "https://schema.org",
    {
        "answer": f"{_OWN}answer",
        "declaredInterests": f"{_OWN}declared-interests",
        "instrumentVersion": f"{_OWN}instrument-version",
        "origin": f"{_OWN}origin",
        "raterRole": f"{_OWN}rater-role",
        "statements": {"@id": f"{_OWN}statements", "@container": "@list"},
    },
]


class Origin(StrEnum):
    """Who says it."""

    HUMAN = "human"
    MACHINE = "machine"


@dataclass(frozen=True)
class Subject:
    """What is judged: our id of it, its address on the web, its page here."""

    uid: str
    address: str
    page: str


@dataclass(frozen=True)
class Rater:
    """Who judged, as their profile shows them; ``name`` is "" once they have left."""

    id: str
    name: str
    role: str
    interests: tuple[str, ...] = ()


@dataclass(frozen=True)
class PublishedAppraisal:
    """One person's complete answers, with reasons, as they were published."""

    uid: str
    subject: Subject
    instrument: str
    version: str
    rater: Rater
    published_at: datetime
    answers: Mapping[str, str]
    reasons: Mapping[str, str] = field(default_factory=dict)


def lines_of(
    published: PublishedAppraisal, instrument: Instrument
) -> Iterator[dict[str, Any]]:
    """One flat statement for each item that was answered, in the instrument's order."""
    for item in instrument.items:
        if item.id not in published.answers:
            continue
        yield {
            "resource": published.subject.uid,
            "address": published.subject.address,
            "appraisal": published.uid,
            "instrument": instrument.key,
            "instrument_version": published.version,
            "item": item.id,
            "question": item.question,
            "answer": published.answers[item.id],
            "evidence": published.reasons.get(item.id, ""),
            "by": published.rater.name or published.rater.id,
            "by_id": published.rater.id,
            "role": published.rater.role,
            "interests": list(published.rater.interests),
            "at": iso_utc(published.published_at),
            "origin": Origin.HUMAN.value,
        }


def line_of_finding(finding: Finding, subject: Subject, at: datetime) -> dict[str, Any]:
    """What the engine saw, as a statement of the same form; labelled as a machine's."""
    return {
        "resource": subject.uid,
        "address": subject.address,
        "instrument": "engine",
        "instrument_version": finding.version,
        "item": f"engine.{finding.criterion.value}",
        "answer": finding.answer.value,
        "evidence": [quote.words for quote in finding.quotes],
        "confidence": round(finding.confidence, 2),
        "at": iso_utc(at),
        "origin": Origin.MACHINE.value,
    }


def json_line(statement: Mapping[str, Any]) -> str:
    """One line of JSON with its line break; no other break can stand in it."""
    return json.dumps(statement, ensure_ascii=False, separators=(",", ":")) + "\n"


def document_of(
    subject: Subject, appraisals: Iterable[tuple[PublishedAppraisal, Instrument]]
) -> dict[str, Any]:
    """JSON-LD about one page: every published appraisal of it, and no sum of them."""
    return {
        "@context": CONTEXT,
        "@id": subject.page,
        "@type": "WebPage",
        "mainEntity": {
            "@type": "WebPage",
            "@id": subject.address,
            "url": subject.address,
            "identifier": subject.uid,
        },
        "review": [review_of(*each) for each in appraisals],
    }


def review_of(published: PublishedAppraisal, instrument: Instrument) -> dict[str, Any]:
    """One appraisal as a Review whose aspects are the items of the instrument."""
    return {
        "@type": "Review",
        "@id": f"{published.subject.page}#{published.uid}",
        "itemReviewed": {"@type": "WebPage", "@id": published.subject.address},
        "author": _author(published.rater),
        "raterRole": published.rater.role,
        "declaredInterests": list(published.rater.interests),
        "datePublished": iso_utc(published.published_at),
        "origin": Origin.HUMAN.value,
        "isBasedOn": {
            "@type": "CreativeWork",
            "name": instrument.name,
            "citation": instrument.source,
            "url": instrument.address,
        },
        "instrumentVersion": published.version,
        **_ratings(published, instrument),
        "statements": [
            _statement(item, published)
            for item in instrument.items
            if item.id in published.answers
        ],
    }


def _author(rater: Rater) -> dict[str, str]:
    name = rater.name or rater.id
    return {"@type": "Person", "identifier": rater.id, "name": name}


def _ratings(published: PublishedAppraisal, instrument: Instrument) -> dict[str, Any]:
    """The figures of the instrument's parts; none when its items have changed since."""
    figures = score(instrument, published.answers)
    if not isinstance(figures, Score) or published.version != instrument.version:
        return {}
    ratings = [
        {
            "@type": "Rating",
            "name": part.name,
            "ratingValue": part.points,
            "worstRating": part.least,
            "bestRating": part.most,
        }
        for part in figures.parts
        if part.points is not None
    ]
    return {"reviewRating": ratings} if ratings else {}


def _statement(item: Item, published: PublishedAppraisal) -> dict[str, Any]:
    value = published.answers[item.id]
    plain: dict[str, Any] = {
        "@type": "Review",
        "identifier": item.id,
        "reviewAspect": item.question,
        "answer": value,
    }
    if reason := published.reasons.get(item.id):
        plain["reviewBody"] = reason
    points = None if value == NOT_APPLICABLE else item.points_of(value)
    if points is not None:
        steps = [choice.points for choice in item.choices]
        plain["reviewRating"] = {
            "@type": "Rating",
            "ratingValue": points,
            "worstRating": min(steps),
            "bestRating": max(steps),
        }
    return plain
