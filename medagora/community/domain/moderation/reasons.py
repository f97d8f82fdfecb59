"""What may be wrong with a post: one short list for readers, moderators and the log."""

from enum import StrEnum


class Reason(StrEnum):
    """Author and reporter read a plain sentence for each (``labels_moderation``)."""

    IDENTIFIES = "identifies"  # somebody can be recognised
    DANGEROUS = "dangerous"  # advice that could do harm
    SELLING = "selling"
    ATTACK = "attack"  # on a person or a group
    FALSE_HAT = "false-hat"  # claims to be what they are not
    OFF_TOPIC = "off-topic"
    SPAM = "spam"
    COPYRIGHT = "copyright"
    OTHER = "other"  # with words


#: Whoever chooses one of these says in words what they mean.
NEEDS_WORDS = frozenset({Reason.OTHER})
