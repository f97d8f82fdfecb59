"""The sentences that people agree to."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from medagora.people.domain.consents import Purpose

SENTENCES: dict[Purpose, Any] = {
    Purpose.WRITING: _(
        "I agree that what I write here, also about my health, is stored on this site "
        "and shown to those whom I choose for each question, under my alias or my hat. "
        "I can take this back at any time, and erase what I wrote."
    ),
}
