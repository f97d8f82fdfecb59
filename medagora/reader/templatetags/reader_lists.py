"""Words for lists of entries."""

from datetime import datetime, timedelta

from babel.dates import format_timedelta
from django import template
from django.utils.translation import get_language

from medagora.kernel import languages
from medagora.kernel.text import shorten

register = template.Library()

_SOON = timedelta(minutes=1)


@register.filter
def ago(moment: datetime, now: datetime) -> str:
    """ "3 hours ago" in the reader's language; from a minute on, never the future."""
    passed = max(now - moment, _SOON)
    locale = languages.locale_of(get_language() or "en") or "en"
    return format_timedelta(-passed, add_direction=True, locale=locale)


@register.filter
def is_within_a_day(moment: datetime, now: datetime) -> bool:
    """Then the hours say it all, and the date is left out."""
    return now - moment < timedelta(days=1)


@register.filter
def first_words(text: str, longest: int) -> str:
    """Cut at a word."""
    return shorten(text, longest)


@register.filter
def sound_length(seconds: int) -> str:
    """ "1:05:09" or "42:10", as players write it."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    head = f"{hours}:{minutes:02}" if hours else str(minutes)
    return f"{head}:{rest:02}"
