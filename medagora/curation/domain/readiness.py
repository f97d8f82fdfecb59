"""What a resource needs before anybody can agree to publish it."""

from medagora.catalogue.domain.drafts import ResourceDraft
from medagora.kernel.refusals import BadInput


def check_ready(draft: ResourceDraft) -> None:
    """Raises BadInput for the first thing without which readers cannot find it."""
    if not any(text.title.strip() for text in draft.texts.values()):
        raise BadInput("It needs a title before it can be published.", field="title")
    if not draft.languages:
        raise BadInput(
            "Say which language it speaks before it is published.", field="languages"
        )
    if not draft.topics:
        raise BadInput(
            "Choose at least one topic before it is published.", field="topics"
        )


def is_ready(draft: ResourceDraft) -> bool:
    try:
        check_ready(draft)
    except BadInput:
        return False
    return True


def changed_parts(before: ResourceDraft, after: ResourceDraft) -> list[str]:
    """Names of what a correction changed, for the log."""
    return [
        name
        for name in ResourceDraft.__dataclass_fields__
        if getattr(before, name) != getattr(after, name)
    ]
