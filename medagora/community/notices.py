"""The notices that conversations send."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from medagora.people.domain.notices import Frequency
from medagora.people.services.notifying import NoticeKind, register_kind

KINDS = (
    NoticeKind(
        key="answer",
        group="conversations",
        label=_("Answers"),
        sentence=_("A new answer: %(title)s"),
        many=ngettext_lazy(
            "%(count)d new answer: %(title)s",
            "%(count)d new answers: %(title)s",
            "count",
        ),
        discreet=ngettext_lazy(
            "%(count)d new answer", "%(count)d new answers", "count"
        ),
        reply_target=lambda about, key: about,
    ),
    NoticeKind(
        key="comment",
        group="conversations",
        label=_("Comments"),
        sentence=_("A new comment: %(title)s"),
        many=ngettext_lazy(
            "%(count)d new comment: %(title)s",
            "%(count)d new comments: %(title)s",
            "count",
        ),
        discreet=ngettext_lazy(
            "%(count)d new comment", "%(count)d new comments", "count"
        ),
        reply_target=lambda about, key: f"post:{key}",
    ),
    NoticeKind(
        key="helped",
        group="conversations",
        label=_("Your answer helped"),
        sentence=_("Your answer helped: %(title)s"),
        discreet=ngettext_lazy(
            "%(count)d of your answers helped",
            "%(count)d of your answers helped",
            "count",
        ),
    ),
    NoticeKind(
        key="good_word",
        group="conversations",
        label=_("Good words"),
        sentence=_("%(who)s has a good word for what you wrote: %(title)s"),
        many=ngettext_lazy(
            "%(count)d good word for what you wrote: %(title)s",
            "%(count)d good words for what you wrote: %(title)s",
            "count",
        ),
        discreet=ngettext_lazy("%(count)d good word", "%(count)d good words", "count"),
        usual=Frequency.DAILY,
    ),
    NoticeKind(
        key="question",
        group="conversations",
        label=_("New questions on topics that you follow"),
        sentence=_("A new question: %(title)s"),
        discreet=ngettext_lazy(
            "%(count)d new question", "%(count)d new questions", "count"
        ),
        usual=Frequency.WEEKLY,
    ),
)


def register() -> None:
    for kind in KINDS:
        register_kind(kind)
