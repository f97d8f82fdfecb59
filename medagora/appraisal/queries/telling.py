"""Findings in the reader's words, in the order in which pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from medagora.appraisal import labels_findings as labels
from medagora.appraisal.domain.findings import Answer, Finding


@dataclass(frozen=True)
class Told:
    """A finding with its sentence in the reader's language."""

    finding: Finding
    sentence: str


@dataclass(frozen=True)
class Untold:
    """Criteria of which one and the same sentence says why they could not be told."""

    sentence: str
    told: list[Told]


@dataclass(frozen=True)
class Group:
    """Findings on one matter: who, when, …"""

    key: str
    name: "str | Promise"
    told: list[Told]

    @property
    def clear(self) -> list[Told]:
        """What was seen, or looked for and not seen."""
        return [t for t in self.told if t.finding.answer is not Answer.CANNOT_TELL]

    @property
    def unclear(self) -> list["Untold"]:
        """What could not be told, by the sentence that says why."""
        return untold(self.told)


def told(findings: Iterable[Finding]) -> list[Told]:
    """With their sentences; what has none any more is left out."""
    return [Told(f, words) for f in findings if (words := labels.sentence_of(f))]


def untold(lines: Iterable[Told]) -> list[Untold]:
    """Those that could not be told, each sentence once."""
    by_sentence: dict[str, list[Told]] = {}
    for line in lines:
        if line.finding.answer is Answer.CANNOT_TELL:
            by_sentence.setdefault(line.sentence, []).append(line)
    return [Untold(sentence, own) for sentence, own in by_sentence.items()]


def grouped(findings: Iterable[Finding]) -> list[Group]:
    """In the order of ``labels_findings.GROUPS``; empty groups are left out."""
    found, groups = list(findings), []
    for key, name, criteria in labels.GROUPS:
        order = {criterion: place for place, criterion in enumerate(criteria)}
        own = [finding for finding in found if finding.criterion in order]
        own.sort(key=lambda finding: order[finding.criterion])
        if lines := told(own):
            groups.append(Group(key, name, lines))
    return groups
