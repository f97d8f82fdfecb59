"""Questions with one clear ask: for each kind, a short template of fields.

A person fills in what they can; what is written becomes the text of the question
under its headings, so that whoever answers finds what they need. Headings are words
of the interface (``labels``); here stand their names, order and sizes.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from medagora.community.domain.words import Audience, Kind
from medagora.kernel.refusals import BadInput
from medagora.kernel.text import tidy, tidy_lines

LONGEST_TITLE = 160
SHORTEST_TITLE = 12
LONGEST_FIELD = 6_000
LONGEST_TEXT = 20_000
MOST_TOPICS = 5


@dataclass(frozen=True)
class Field:
    """One place of a template; ``name`` is the key of its label and help."""

    name: str
    is_needed: bool = False


@dataclass(frozen=True)
class Template:
    """What one kind of question asks for, besides its title."""

    kind: Kind
    fields: tuple[Field, ...]
    audiences: tuple[Audience, ...] = tuple(Audience)

    @property
    def is_for_professionals(self) -> bool:
        return self.audiences == (Audience.PROFESSIONALS,)


TEMPLATES: Mapping[Kind, Template] = {
    template.kind: template
    for template in (
        Template(
            Kind.RESULT,
            (Field("result", is_needed=True), Field("told"), Field("worry")),
        ),
        Template(
            Kind.LIVING,
            (Field("situation", is_needed=True), Field("tried")),
        ),
        Template(
            Kind.TREATMENT,
            (
                Field("choice", is_needed=True),
                Field("told"),
                Field("matters"),
            ),
        ),
        Template(
            Kind.RESOURCE,
            (Field("looking_for", is_needed=True), Field("found_already")),
        ),
        Template(Kind.SUPPORT, (Field("story", is_needed=True),)),
        Template(
            Kind.PEER,
            (
                Field("background", is_needed=True),
                Field("findings"),
                Field("thinking"),
                Field("ask"),
            ),
            audiences=(Audience.PROFESSIONALS,),
        ),
    )
}


def template_of(kind: str) -> Template:
    """BadInput for a kind that we do not have."""
    try:
        return TEMPLATES[Kind(kind)]
    except ValueError:
        raise BadInput("This is not a kind of question.", field="kind") from None


def compose(answers: Mapping[str, str], headings: Mapping[str, str], kind: Kind) -> str:
    """The question's Markdown: each answered field under its heading, in order.

    A template with one field needs no heading.
    """
    written = [
        (field.name, tidy_lines(answers.get(field.name, "")))
        for field in TEMPLATES[kind].fields
    ]
    written = [(name, text) for name, text in written if text]
    if len(TEMPLATES[kind].fields) == 1:
        return written[0][1] if written else ""
    return "\n\n".join(f"### {headings[name]}\n\n{text}" for name, text in written)


def check_title(title: str) -> str:
    """The tidy title; BadInput when it is too short to be an ask, or too long."""
    tidied = tidy(title)
    if len(tidied) < SHORTEST_TITLE:
        raise BadInput(
            "Please write the question in one sentence, so that people know what you "
            "want to hear.",
            field="title",
        )
    if len(tidied) > LONGEST_TITLE:
        raise BadInput(
            "The question has %(length)s characters; at most %(most)s fit. Say the "
            "rest below.",
            field="title",
            length=len(tidied),
            most=LONGEST_TITLE,
        )
    return tidied


def tidy_text(text: str) -> str:
    """The text of a post as it is kept."""
    return tidy_lines(text)


def check_text(text: str, *, field: str = "text") -> str:
    """The text with tidy lines; BadInput when it is empty or too long."""
    tidied = tidy_text(text)
    if not tidied:
        raise BadInput("Please write something first.", field=field)
    if len(tidied) > LONGEST_TEXT:
        raise BadInput(
            "The text has %(length)s characters; at most %(most)s fit in one post.",
            field=field,
            length=len(tidied),
            most=LONGEST_TEXT,
        )
    return tidied
