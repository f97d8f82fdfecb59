"""The tables of this room, one module a subject."""

from medagora.community.models.conversations import (
    Draft,
    Post,
    PostLink,
    PostVersion,
    Question,
    QuestionPlace,
)
from medagora.community.models.moderation import (
    DutyShift,
    HardLook,
    Matter,
    MatterMessage,
    PostCopy,
    PostReport,
    Sanction,
)
from medagora.community.models.own import Bookmark, GoodWord, Picture, Tie
from medagora.community.models.routing import (
    HelperSettings,
    HelperSubject,
    Offer,
    RoutingState,
)

__all__ = [
    "Bookmark",
    "Draft",
    "DutyShift",
    "GoodWord",
    "HardLook",
    "HelperSettings",
    "HelperSubject",
    "Matter",
    "MatterMessage",
    "Offer",
    "Picture",
    "Post",
    "PostCopy",
    "PostLink",
    "PostReport",
    "PostVersion",
    "Question",
    "QuestionPlace",
    "RoutingState",
    "Sanction",
    "Tie",
]
