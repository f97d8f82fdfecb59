"""The page for people: what it is, and the commonest diagnoses to try it with."""

from typing import Any

import pytest
from django.test import Client
from lxml import etree, html

from medagora.api.domain.infobutton.common import COMMON_CODES
from medagora.topics import services as topics

pytestmark = pytest.mark.django_db


def test_twenty_diagnoses_can_be_tried_and_lead_to_answers(client: Client) -> None:
    topics.load_starter_topics()

    page: Any = html.fromstring(client.get("/hu/infobutton/").content)
    rows = page.xpath("//section[@aria-labelledby='examples']//tbody/tr")
    links = [row.xpath(".//a/@href") for row in rows]

    assert len(rows) == len(COMMON_CODES) == 20
    assert all(len(found) == 3 for found in links)
    for link in links[0]:
        assert client.get(link).status_code == 200


def test_the_form_asks_the_responder(client: Client) -> None:
    page: Any = html.fromstring(client.get("/en/infobutton/").content)
    (form,) = page.xpath("//main//form")
    values = {name: value for name, value in form.form_values() if name}

    response = client.get(form.action, values)

    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/html")


def test_topics_that_are_not_there_are_not_shown(client: Client) -> None:
    response = client.get("/en/infobutton/")

    assert response.status_code == 200
    assert b'aria-labelledby="examples"' not in response.content


def test_more_topics_need_no_more_queries(
    client: Client, make_topic: Any, count_queries: Any
) -> None:
    make_topic("asthma", codes=(("icd10", "J45"),))
    client.get("/en/infobutton/")
    few = count_queries(lambda: client.get("/en/infobutton/"))
    for number, code in enumerate(COMMON_CODES[:7]):
        make_topic(f"topic-number-{number}", codes=(("icd10", code),))

    assert count_queries(lambda: client.get("/en/infobutton/")) <= few


def test_the_profile_is_a_file_to_download(client: Client) -> None:
    response = client.get("/infobutton/profile.xml")

    assert response["Content-Type"] == "application/xml; charset=utf-8"
    assert "profile.xml" in response["Content-Disposition"]
    root = etree.fromstring(response.content)
    assert root.tag == "knowledgeResourceProfile"
