"""Days and moments as short as a table needs them, with the zone of the clock."""

from datetime import date, datetime
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_time, get_datetime_format
from django import template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from medagora.kernel import languages

register = template.Library()


@lru_cache(maxsize=64)
def _locale(language: str) -> Locale:
    """English is the international one: 27 Nov 2026, and clocks of 24 hours."""
    found = languages.locale_of(language)
    is_known = found is not None and found.language != "en"
    return found if found and is_known else Locale("en", "GB")


@register.filter
def short_day(day: date) -> str:
    """ "27 Nov 2026" in the reader's language; in English as everywhere on the site."""
    locale = _locale(get_language() or "en")
    if locale.language == "en":
        return date_format(day, "DATE_FORMAT")
    return format_date(day, "medium", locale)


@register.filter
def exact_time(moment: datetime) -> SafeString:
    """ "27 Nov 2026, 16:54 UTC": on the moment's own clock, whose zone it names."""
    locale = _locale(get_language() or "en")
    joint = str(get_datetime_format("medium", locale=locale)).replace("'", "")
    clock = format_time(moment.replace(tzinfo=None), "short", locale=locale)
    words = joint.replace("{1}", short_day(moment)).replace("{0}", clock)
    zone = getattr(moment.tzinfo, "key", "UTC").replace("_", " ")
    return format_html('{} <bdi dir="ltr">{}</bdi>', words, zone)
