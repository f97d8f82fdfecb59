"""How requests come, and the forms and headers of answers."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from lxml import etree

from tests.api.infobutton.conftest import (
    ATOM,
    ICD10CM,
    LANGUAGE,
    categories,
    coded,
)

Ask = Callable[..., Any]
Make = Callable[..., Any]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _topics(make_topic: Make) -> None:
    make_topic("lungs", codes=(("icd10", "J98"),))
    make_topic("asthma", parent="lungs", codes=(("icd10", "J45"),))


class TestForm:
    def test_atom_mirrors_what_was_used_and_only_that(
        self, ask: Ask, make: Make
    ) -> None:
        make("asthma", "Living with asthma", audience="patients")
        response = ask(
            coded(
                "J45.9",
                ICD10CM,
                informationRecipient="PAT",
                performer="PROV",
                **{
                    LANGUAGE: "en-US",
                    "mainSearchCriteria.v.dn": "Asthma",
                    "taskContext.c.c": "DANCING",
                    "encounter.c.c": "AMB",
                    "age.v.v": "70",
                },
            )
        )

        root: Any = etree.fromstring(response.content)

        assert response["Content-Type"] == "text/xml; charset=utf-8"
        assert categories(root) == [
            ("mainSearchCriteria.v.c", "J45.9"),
            ("mainSearchCriteria.v.cs", ICD10CM),
            ("informationRecipient", "PAT"),
            ("informationRecipient.languageCode.c", "en"),
            ("ageGroup.v.c", "D000368"),
            ("ageGroup.v.dn", "Aged"),
        ]

    def test_a_name_is_mirrored_when_it_led_to_the_topic(
        self, ask: Ask, make: Make
    ) -> None:
        params = coded("99", "1.2.3", **{"mainSearchCriteria.v.dn": "Asthma"})

        root: Any = etree.fromstring(ask(params).content)

        assert ("mainSearchCriteria.v.dn", "Asthma") in categories(root)

    def test_the_link_to_itself_says_nothing_of_the_patient(
        self, ask: Ask, client: Client, make: Make
    ) -> None:
        make("asthma", "Living with asthma")
        private = {
            "age.v.v": "71",
            "patientPerson.administrativeGenderCode.c": "F",
            "holder.assignedEntity.n": "drgrey",
            "representedOrganization.id.root": "1.2.3.4",
            "locationOfInterest.addr.ZIP": "02114",
        }

        root: Any = etree.fromstring(ask(coded("J45", **private)).content)
        (itself,) = [e for e in root.findall(f"{ATOM}link") if e.get("rel") == "self"]

        for value in private.values():
            assert value not in itself.get("href").partition("?")[2]
        again = client.get(
            itself.get("href").partition(":8000")[2] or itself.get("href")
        )
        assert b"Living with asthma" in again.content

    def test_ids_stay_the_same_whoever_asks_and_whenever(
        self, ask: Ask, make: Make
    ) -> None:
        make("asthma", "Living with asthma")

        def ids(**more: str) -> list[str]:
            root: Any = etree.fromstring(ask(coded("J45", **more)).content)
            return [element.text for element in root.iter(f"{ATOM}id")]

        assert ids() == ids(**{"age.v.v": "71", "holder.assignedEntity.n": "drgrey"})
        assert len(ids()) == 2

    def test_an_entry_leads_to_the_resource_and_to_why_it_was_chosen(
        self, ask: Ask, make: Make
    ) -> None:
        resource = make("asthma", "Élet asztmával", language="hu", publisher="MTT")

        root: Any = etree.fromstring(ask(coded("J45", **{LANGUAGE: "hu"})).content)
        entry = root.find(f"{ATOM}entry")
        links = {link.get("rel"): link for link in entry.findall(f"{ATOM}link")}

        assert links["alternate"].get("href") == resource.address
        assert links["alternate"].get("hreflang") == "hu"
        assert f"/resource/{resource.uid}/" in links["related"].get("href")
        assert entry.findtext(f"{ATOM}author/{ATOM}name") == "MTT"
        described = dict(categories(entry))
        assert 0 < float(described["relevanceScore"]) <= 1
        assert described["mainSearchCriteria.v.c"] == "J45"

    def test_the_feed_speaks_the_language_of_the_program(
        self, ask: Ask, make: Make
    ) -> None:
        make("asthma", "Élet asztmával", language="hu")
        params = coded("J45", **{LANGUAGE: "hu"})

        german = ask(params, accept_language="de-AT")
        lang = etree.fromstring(german.content).get(
            "{http://www.w3.org/XML/1998/namespace}lang"
        )

        assert (lang, german["Content-Language"]) == ("de", "de")
        assert ask(params)["Content-Language"] == "hu"
        assert "Accept-Language" in german["Vary"]

    def test_json(self, ask: Ask, make: Make) -> None:
        make("asthma", "Living with asthma")

        response = ask(coded("J45", knowledgeResponseType="application/json"))

        assert response["Content-Type"] == "application/json; charset=utf-8"
        (entry,) = response.json()["feed"]["entry"]
        assert entry["title"]["_value"] == "Living with asthma"

    def test_a_script(self, ask: Ask, make: Make) -> None:
        response = ask(
            coded(
                "J45", knowledgeResponseType="application/javascript", callback="show"
            )
        )

        assert response["Content-Type"] == "application/javascript; charset=utf-8"
        assert response["X-Content-Type-Options"] == "nosniff"
        text = response.content.decode()
        assert json.loads(text.removeprefix("/**/show(").removesuffix(");"))["feed"]

    def test_a_page_for_a_person_in_the_patients_language(
        self, ask: Ask, make: Make
    ) -> None:
        make("asthma", "الربو", language="ar")

        response = ask(
            coded("J45", knowledgeResponseType="text/html", **{LANGUAGE: "ar"}),
            accept_language="en",
        )

        page = response.content.decode()
        assert '<html lang="ar" dir="rtl">' in page
        assert "الربو" in page


class TestAsking:
    def test_with_post_as_with_get(
        self, client: Client, titles: Ask, make: Make
    ) -> None:
        make("asthma", "Living with asthma")
        strict = Client(enforce_csrf_checks=True)

        response = strict.post(
            "/infobutton?knowledgeResponseType=application/json",
            "mainSearchCriteria.v.c=J45&mainSearchCriteria.v.cs=2.16.840.1.113883.6.3",
            content_type="application/x-www-form-urlencoded",
        )

        assert len(response.json()["feed"]["entry"]) == 1

    def test_head_and_options(self, client: Client) -> None:
        assert client.head("/infobutton", coded("J45")).status_code == 200
        options = client.options("/infobutton")
        assert (options.status_code, options["Allow"]) == (
            204,
            "GET, HEAD, POST, OPTIONS",
        )

    @pytest.mark.parametrize("method", ["put", "delete", "patch"])
    def test_other_methods_are_refused(self, client: Client, method: str) -> None:
        response = getattr(client, method)("/infobutton")

        assert response.status_code == 405
        assert response["Allow"] == "GET, HEAD, POST, OPTIONS"

    @pytest.mark.parametrize(
        "content_type",
        [
            "application/json",
            "multipart/form-data; boundary=x",
            "application/x-www-form-urlencoded; charset=utf-16",
            "text/xml",
        ],
    )
    def test_a_body_that_is_no_form_is_refused(
        self, client: Client, content_type: str
    ) -> None:
        response = client.post("/infobutton", b"{}", content_type=content_type)

        assert response.status_code == 400
        assert b"Content-Type" in response.content

    @pytest.mark.parametrize(
        ("form", "start"),
        [
            ("text/xml", "informationRecipient: "),
            (
                "application/json",
                '{"error": "bad_parameter", "parameter": "informationR',
            ),
            ("text/html", "<!doctype html>"),
        ],
    )
    def test_a_fault_is_400_with_the_parameter_named(
        self, ask: Ask, form: str, start: str
    ) -> None:
        response = ask(
            coded("J45", informationRecipient="NURSE", knowledgeResponseType=form)
        )

        assert response.status_code == 400
        assert response.content.decode().startswith(start)
        assert "informationRecipient" in response.content.decode()
        assert "NURSE" not in response.content.decode()

    @pytest.mark.parametrize("params", [coded("J45"), {}])
    def test_nothing_is_kept_on_the_way(self, ask: Ask, params: dict[str, str]) -> None:
        response = ask(params)

        assert response["Cache-Control"] == "no-cache, no-store"
        assert response["Pragma"] == "no-cache"
        assert response["X-Robots-Tag"] == "noindex"
        assert response["Access-Control-Allow-Origin"] == "*"
        assert not response.cookies

    def test_more_resources_need_no_more_queries(
        self, ask: Ask, make: Make, count_queries: Ask
    ) -> None:
        make("asthma", "First")
        few = count_queries(lambda: ask(coded("J45")))
        for number in range(10):
            make("asthma", f"Asthma {number}")

        assert count_queries(lambda: ask(coded("J45"))) <= few
