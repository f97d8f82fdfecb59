"""What somebody is about to hand over, tidied and checked before anything is stored."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from medagora.kernel import languages
from medagora.kernel.ids import sha256_hex
from medagora.kernel.refusals import BadInput
from medagora.kernel.text import tidy, tidy_lines
from medagora.prescriptions.domain.words import Level, LineKind

#: A longer sheet is not read.
MOST_LINES = 40
LONGEST_TITLE = 120
LONGEST_NOTE = 1500
LONGEST_LINE_NOTE = 300
#: Days after which a sheet ends.
FEWEST_DAYS, USUAL_DAYS, MOST_DAYS = 7, 90, 365
_LONGEST_UID = 24


@dataclass(frozen=True)
class Chosen:
    """One thing that was ticked, with a word about it."""

    kind: str
    uid: str
    note: str = ""

    @property
    def key(self) -> tuple[str, str]:
        return self.kind, self.uid


@dataclass(frozen=True)
class Draft:
    """A sheet before it is handed over.

    ``hat`` is the public id of one of the author's hats, or empty.
    ``allow_other_languages``: lines in another language stay, each marked.
    """

    language: str
    lines: tuple[Chosen, ...]
    title: str = ""
    note: str = ""
    level: str = Level.ANY
    allow_other_languages: bool = False
    wants_receipt: bool = False
    days: int = USUAL_DAYS
    hat: str = ""


def clean(draft: Draft) -> Draft:
    """The draft with tidy words and every thing once, or BadInput with the fault."""
    language = languages.primary(draft.language)
    if not language or not languages.is_known(language):
        raise BadInput("Choose a language from the list.", field="language")
    if draft.hat and not is_uid(draft.hat):
        raise BadInput("This is not a hat of yours.", field="hat")
    if draft.level not in set(Level):
        raise BadInput("Choose a reading level from the list.", field="level")
    if not FEWEST_DAYS <= draft.days <= MOST_DAYS:
        raise BadInput(
            "A sheet can be open for %(least)d to %(most)d days.",
            field="days",
            least=FEWEST_DAYS,
            most=MOST_DAYS,
        )
    if len(draft.note) > LONGEST_NOTE:
        raise BadInput(
            "The note is too long: %(most)d characters at most.",
            field="note",
            most=LONGEST_NOTE,
        )
    return replace(
        draft,
        language=language,
        title=tidy(draft.title, limit=LONGEST_TITLE),
        note=tidy_lines(draft.note),
        lines=clean_lines(draft.lines),
    )


def clean_lines(lines: Iterable[Chosen]) -> tuple[Chosen, ...]:
    """Each thing once, in order; BadInput for a thing that cannot be one, or too
    many."""
    once: dict[tuple[str, str], Chosen] = {}
    for line in lines:
        if line.kind not in set(LineKind) or not is_uid(line.uid):
            raise BadInput("There is no such thing to hand over.", field="lines")
        once.setdefault(
            line.key, replace(line, note=tidy(line.note, limit=LONGEST_LINE_NOTE))
        )
    if len(once) > MOST_LINES:
        raise BadInput(
            "A sheet can have %(most)d lines at most.", field="lines", most=MOST_LINES
        )
    return tuple(once.values())


def press_of(form: str, draft: Draft) -> str:
    """The same for two presses of one button, and only for these: ``form`` is what
    its page was given alone. Empty when it says nothing that can be one."""
    if not is_uid(form):
        return ""
    return sha256_hex(f"{form} {draft!r}".encode())[:32]


def is_uid(text: str) -> bool:
    """Whether it can be a public id at all: nothing else reaches the database."""
    plain = text.replace("-", "").replace("_", "")
    return 0 < len(text) <= _LONGEST_UID and plain.isascii() and plain.isalnum()
