"""Findings as they are collected: none overlaps another, the first one stands."""

from medagora.kernel.privacy.findings import Confidence, Finding, Kind, Why
from medagora.kernel.privacy.near_digits import digit_places


class Found:
    def __init__(self, text: str) -> None:
        self.text = text
        self.digits = digit_places(text)
        self.findings: list[Finding] = []
        self._taken = bytearray(len(text))

    def is_free(self, start: int, end: int) -> bool:
        return start < end and self._taken.find(1, start, end) < 0

    def cover(self, start: int, end: int) -> None:
        """Nothing is looked for there."""
        self._taken[start:end] = b"\x01" * (end - start)

    def add(
        self,
        kind: Kind,
        start: int,
        end: int,
        why: Why,
        confidence: Confidence = Confidence.LIKELY,
    ) -> bool:
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1] in " \t\n\r,;:":
            end -= 1
        if not self.is_free(start, end):
            return False
        self.cover(start, end)
        self.findings.append(Finding(kind, start, end, confidence, why))
        return True

    def in_order(self) -> list[Finding]:
        return sorted(self.findings, key=lambda finding: finding.start)
