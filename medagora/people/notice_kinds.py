"""The kinds of notices that this site sends; rooms register theirs at start.

A kind has a sentence for one notice and may have others for many at once and for where
titles must not stand. Kinds are grouped as people choose what they want to hear.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from medagora.people.domain.notices import SOONEST, Frequency

if TYPE_CHECKING:
    from collections.abc import Iterable

Words = "str | Promise"
#: For kinds that have no words of their own for many, or without a title.
MANY = ngettext_lazy("%(count)d notice", "%(count)d notices", "count")


@dataclass(frozen=True)
class NoticeGroup:
    """What people choose a frequency for."""

    key: str
    label: "str | Promise"
    about: "str | Promise" = ""


@dataclass(frozen=True)
class NoticeKind:
    """One sort of notice.

    ``sentence`` is for one (``gettext_lazy("%(who)s answered “%(title)s”")``), ``many``
    for several in one thread and ``discreet`` for any number without a word of what it
    is about; these two are ``ngettext_lazy(…, …, "count")`` and are filled with
    ``count`` too.
    """

    key: str
    group: str
    label: "str | Promise"
    sentence: "str | Promise"
    many: "str | Promise" = MANY
    discreet: "str | Promise" = MANY
    usual: Frequency = Frequency.IMMEDIATE
    #: May reach somebody in quiet hours, if they said so.
    is_urgent: bool = False
    #: What an answer by mail answers, from the thread and the key of the notice; None:
    #: nobody reads answers to it.
    reply_target: "Callable[[str, str], str] | None" = None

    def words(
        self, params: Mapping[str, str], count: int = 1, *, is_discreet: bool = False
    ) -> str:
        """The line that is shown or sent, in the language that is active."""
        if is_discreet:
            return str(self.discreet % {"count": count})
        values = _Known({**params, "count": count})
        if count == 1:
            return str(self.sentence) % values
        return str(self.many % values)


class _Known(dict[str, "str | int"]):
    """An old notice may lack a word that its sentence has got since."""

    def __missing__(self, key: str) -> str:
        return "…"


_groups: dict[str, NoticeGroup] = {}
_kinds: dict[str, NoticeKind] = {}


def register_group(group: NoticeGroup) -> None:
    _groups[group.key] = group


def register_kind(kind: NoticeKind) -> None:
    """Call it in ``AppConfig.ready``; KeyError for a group that nobody registered."""
    _groups[kind.group]
    _kinds[kind.key] = kind


def kind_of(key: str) -> NoticeKind:
    """KeyError for one that no room registered."""
    return _kinds[key]


def known_kinds() -> Mapping[str, NoticeKind]:
    return _kinds


def groups() -> "list[tuple[NoticeGroup, list[NoticeKind]]]":
    """The groups that hold a kind, in the order in which they were registered."""
    held = [
        (group, [kind for kind in _kinds.values() if kind.group == group.key])
        for group in _groups.values()
    ]
    return [(group, kinds) for group, kinds in held if kinds]


def usual_of(kinds: "Iterable[NoticeKind]") -> Frequency:
    """How soon a group tells before anybody chose: as soon as its soonest kind."""
    return min((kind.usual for kind in kinds), key=SOONEST.index)


for _group in (
    NoticeGroup(
        "conversations",
        _("Conversations"),
        _("Answers and words about what you wrote, and threads that you follow."),
    ),
    NoticeGroup(
        "helping",
        _("Questions for you"),
        _("Questions that you may be able to answer."),
    ),
    NoticeGroup(
        "account",
        _("Your account"),
        _("Your hats, and decisions about what you wrote or reported."),
    ),
    NoticeGroup(
        "duties",
        _("Your duties"),
        _("What waits for you as a moderator or curator."),
    ),
):
    register_group(_group)
