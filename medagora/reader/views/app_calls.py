"""A request of a reading program: whose it is, and what it says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError

from medagora.kernel import languages
from medagora.kernel.refusals import BadInput
from medagora.reader.domain.showing import show
from medagora.reader.domain.words import NoticeKind
from medagora.reader.labels_taking import NOTICE_TITLES
from medagora.reader.queries.lines import Line
from medagora.reader.queries.readings import Reading, reading_of
from medagora.reader.services import images
from medagora.web.links import absolute

if TYPE_CHECKING:
    from medagora.people.models import Person

#: Programs mark thousands in one request.
MOST_FIELDS = 20_000
#: Guesses at keys from one place: as many as an app with an old key makes in a night.
MOST_GUESSES, GUESSES_SECONDS = 60, 600

Values = Mapping[str, Sequence[str]]


def values_in(request: HttpRequest) -> Values:
    """Everything that a request says, in its address and in its body.

    The body is read by hand, as Django refuses more than a thousand fields, and only
    after whoever calls knows who asks.
    """
    found: dict[str, list[str]] = {}
    for part in (_query(request), _body(request)):
        for name, values in part.items():
            found.setdefault(name, []).extend(values)
    return found


def _query(request: HttpRequest) -> Mapping[str, list[str]]:
    return _parsed(request.META.get("QUERY_STRING", ""))


def _body(request: HttpRequest) -> Mapping[str, list[str]]:
    if request.method != "POST":
        return {}
    if request.content_type == "multipart/form-data":
        try:
            return dict(request.POST.lists())
        except (SuspiciousOperation, MultiPartParserError):
            raise _too_much() from None
    if request.content_type in {"application/x-www-form-urlencoded", ""}:
        return _parsed(_bytes(request).decode("utf-8", "replace"))
    return {}


def _bytes(request: HttpRequest) -> bytes:
    try:
        return request.body
    except SuspiciousOperation:  # more than our settings let in
        raise _too_much() from None


def _parsed(text: str) -> dict[str, list[str]]:
    try:
        return parse_qs(
            text, keep_blank_values=True, errors="replace", max_num_fields=MOST_FIELDS
        )
    except ValueError:
        raise _too_much() from None


def _too_much() -> BadInput:
    return BadInput("That is more than can be done at once.")


@dataclass
class Call:
    """One request of one person's program."""

    request: HttpRequest
    person: "Person"
    values: Values = field(default_factory=dict)

    def one(self, name: str, default: str = "") -> str:
        found = self.values.get(name)
        return found[0].replace("\x00", "") if found else default

    def every(self, name: str) -> list[str]:
        return [value.replace("\x00", "") for value in self.values.get(name, ())]

    def number(self, name: str, default: int = 0, *, most: int = 2**62) -> int:
        """A whole number, or the default for anything else."""
        text = self.one(name)
        is_number = text.isascii() and text.isdigit() and len(text) < 20
        return min(int(text), most) if is_number else default

    @cached_property
    def reading(self) -> Reading:
        return reading_of(self.person)

    def read_again(self) -> None:
        """After marking many: up to where sources are read is part of the reading."""
        self.__dict__.pop("reading", None)

    @cached_property
    def language(self) -> str:
        return language_of(self.person)


def language_of(person: "Person") -> str:
    """In which language programs name a person's topics: the same at each request,
    whatever their browser says."""
    spoken = (code for code in person.languages if code in languages.FINISHED)
    return next(spoken, languages.FINISHED[0])


# ---- entries as programs show them -------------------------------------------------


def title_of(line: Line) -> str:
    """The title; a paper that was retracted says so before anything else."""
    kinds = {kind for kind, _doi in line.notices}
    worst = next((kind for kind in NoticeKind if kind in kinds), None)
    title = line.title or line.source
    return str(NOTICE_TITLES[worst]) % {"title": title} if worst else title


def html_for_programs(html: str, table_name: str) -> str:
    """Pictures come through us here, too: no source learns who reads."""
    if "<img" not in html:
        return html
    return show(html, picture_address=_picture, table_name=table_name)


def _picture(address: str) -> str:
    path = images.picture_path(address)
    return absolute(path) if path else ""
