"""Writes of this room, and what rooms above lend it."""

from medagora.appraisal.lending import (
    Judged,
    lend_addresses,
    lend_resources,
    lend_retractions,
)
from medagora.appraisal.services.appraising import (
    discard_draft,
    hide_appraisal,
    publish_appraisal,
    save_draft,
    withdraw_appraisal,
)
from medagora.appraisal.services.reports import (
    ask_about_address,
    ask_about_markup,
    ask_about_text,
)

__all__ = [
    "Judged",
    "ask_about_address",
    "ask_about_markup",
    "ask_about_text",
    "discard_draft",
    "hide_appraisal",
    "lend_addresses",
    "lend_resources",
    "lend_retractions",
    "publish_appraisal",
    "save_draft",
    "withdraw_appraisal",
]
