"""What a health record asks: the request as plain data, without anything about people.

Who the user is, where they work and when they ask is never read from the request, so
that it can be kept nowhere.
"""

from dataclasses import dataclass
from enum import StrEnum


class Person(StrEnum):
    """For whom the answer is, or who asks."""

    PATIENT = "PAT"
    PROVIDER = "PROV"
    PAYOR = "PAYOR"


class Form(StrEnum):
    """In which form the answer is wanted."""

    XML = "text/xml"
    JSON = "application/json"
    JSONP = "application/javascript"
    PAGE = "text/html"


@dataclass(frozen=True)
class Coded:
    """A code with its system and names as they were sent; each may be empty."""

    code: str = ""
    system: str = ""
    system_name: str = ""
    name: str = ""
    text: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for name in (self.name, self.text) if name)

    def __bool__(self) -> bool:
        return bool(self.code or self.name or self.text)


@dataclass(frozen=True)
class Asked:
    """``age_group`` is a MeSH heading, also where an age was sent, which is let go."""

    criteria: tuple[Coded, ...]
    sub_topics: tuple[Coded, ...] = ()
    task: str = ""
    recipient: Person | None = None
    performer: Person | None = None
    recipient_language: str = ""
    performer_language: str = ""
    gender: str = ""
    age_group: str = ""
    form: Form = Form.XML
    callback: str = ""

    @property
    def language(self) -> str:
        """Of the resources; empty when nobody said. What a clinician speaks says
        nothing about the patient."""
        if self.recipient_language or self.recipient is not Person.PROVIDER:
            return self.recipient_language
        return self.performer_language
