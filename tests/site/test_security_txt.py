"""Where flaws can be told, by the rules of RFC 9116."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from medagora.site.views.security import contact_of, write_security_txt

NOW = datetime(2026, 11, 27, 4, 5, 6, tzinfo=UTC)
FIELD = re.compile(r"[A-Za-z-]+: \S.*")


@pytest.fixture
def configure(settings: Any) -> Any:
    def set_to(**changes: str) -> None:
        settings.CONFIG = settings.CONFIG.model_copy(update=changes)

    return set_to


def test_it_has_what_the_rules_ask_for(client: Client, configure: Any) -> None:
    configure(
        security_contact="mailto:flaws@example.org",
        site_url="https://med.example.org",
    )

    response = client.get("/.well-known/security.txt")

    assert response.status_code == 200
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    lines = response.content.decode().splitlines()
    assert all(map(FIELD.fullmatch, lines))
    fields = dict(line.split(": ", 1) for line in lines)
    assert len(fields) == len(lines)
    assert fields["Contact"] == "mailto:flaws@example.org"
    canonical = "https://med.example.org/.well-known/security.txt"
    assert fields["Canonical"] == canonical
    assert fields["Preferred-Languages"] == "en"
    ends = datetime.fromisoformat(fields["Expires"])
    assert timedelta(days=90) < ends - timezone.now() < timedelta(days=365)


def test_the_contact_of_the_site_will_do(client: Client, configure: Any) -> None:
    configure(contact="team@example.org")

    text = client.get("/.well-known/security.txt").content.decode()

    assert "Contact: mailto:team@example.org\n" in text
    assert "Canonical" not in text  # a site without https cannot vouch for itself


@pytest.mark.parametrize("contact", ["", "the front desk", "http://example.org/"])
@pytest.mark.django_db
def test_without_a_contact_there_is_no_file_and_the_operator_reads_why(
    client: Client, configure: Any, contact: str
) -> None:
    configure(contact=contact)

    response = client.get("/.well-known/security.txt")

    assert response.status_code == 404
    assert "MEDAGORA_SECURITY_CONTACT" in response.content.decode()


def test_a_contact_cannot_smuggle_lines_in() -> None:
    assert contact_of("https://example.org/\nPolicy: none") == ""
    assert contact_of("", "a@example.org\nContact: b@example.org") == ""


def test_it_stays_the_same_all_day() -> None:
    address = "https://med.example.org/.well-known/security.txt"

    morning = write_security_txt("tel:+36-1-1", address, NOW)
    evening = write_security_txt("tel:+36-1-1", address, NOW + timedelta(hours=19))

    assert morning == evening
