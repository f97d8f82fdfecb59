"""The clock of notices: zones by their present names, and that of the browser."""

import pytest
from django.test import Client

from medagora.people.models import NoticeSettings, Person
from medagora.people.services import notifying_wishes
from tests.people.notices.test_notice_pages import WISHES, filled

pytestmark = pytest.mark.django_db
PROPOSES = 'data-propose-zone="time_zone"'


def test_the_browser_s_zone_is_proposed_until_something_was_saved(mia: Client) -> None:
    before = mia.get(WISHES).content.decode()
    refused = mia.post(WISHES, filled(hour="25")).content.decode()
    after = mia.post(WISHES, filled(), follow=True).content.decode()

    assert PROPOSES in before
    assert "time_zone.js" in before
    assert PROPOSES not in refused
    assert PROPOSES not in after
    assert "time_zone.js" not in after


def test_an_old_name_of_a_zone_is_shown_by_the_present_one(
    mia: Client, member: Person
) -> None:
    notifying_wishes.settings_of(member)
    NoticeSettings.objects.update(time_zone="Asia/Calcutta")

    page = mia.get(WISHES).content.decode()

    assert '<option value="Asia/Kolkata" selected>' in page
    assert "Asia/Calcutta" not in page
    assert "Europe/Kiev" not in page
