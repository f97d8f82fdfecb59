"""English pages write dates as the reader does, and as no other country misreads."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation
from django.utils.formats import date_format

from medagora.reader.templatetags.reader_dates import short_day

DAY = date(2026, 9, 3)
MOMENT = datetime(2026, 9, 3, 16, 54, tzinfo=UTC)


@pytest.mark.parametrize("form", ["DATE_FORMAT", "SHORT_DATE_FORMAT"])
def test_a_day_is_written_as_on_pages_of_the_reader(form: str) -> None:
    with translation.override("en"):
        assert date_format(DAY, form) == "3 Sep 2026" == short_day(DAY)


@pytest.mark.parametrize("form", ["DATETIME_FORMAT", "SHORT_DATETIME_FORMAT"])
def test_clocks_have_24_hours(form: str) -> None:
    with translation.override("en"):
        assert date_format(MOMENT, form) == "3 Sep 2026, 16:54"


def test_other_languages_keep_their_own_way() -> None:
    with translation.override("de"):
        assert date_format(DAY, "DATE_FORMAT") == "3. September 2026"
