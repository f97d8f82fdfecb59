"""MedlinePlus Connect: reading what it answers, and asking it politely."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from medagora.api.domain.infobutton.medlineplus import Pointer, read_reply
from medagora.api.gateways import medlineplus
from medagora.api.gateways.medlineplus import MedlinePlusConnect, Question
from tests.api.infobutton.conftest import ICD10CM, LANGUAGE, coded
from tests.web.hostile import loopback_too, reply, serve

QUESTION = Question(ICD10CM, "G93.32", "en")
PAGE = "https://medlineplus.gov/myalgicencephalomyelitis.html"
#: With the ways in which the real one differs from the standard.
ENTRY = {
    "title": {"_value": "A page", "type": "text"},
    "link": [
        {
            "href": f"{PAGE}?utm_source=mplusconnect&utm_medium=service",
            "rel": "alternate",
        }
    ],
    "id": {"_value": "tag: medlineplus.gov, 2026-08-10:/x.html?y"},
    "summary": {
        "type": "html",
        "_value": "<h3>What is it?</h3><p>An illness &amp; more.</p>",
    },
    "updated": {"_value": "2026-08-10T04:32:00Z"},
}
FEED = {
    "feed": {
        "id": {"_value": ""},
        "author": {"name": {"_value": "U.S. National Library of Medicine"}},
        "category": [{"scheme": "mainSearchCriteria.v.cs", "term": "ICD10CM"}],
        "entry": [ENTRY],
    }
}
FOUND = (Pointer("A page", PAGE, "What is it? An illness & more."),)


def written(plain: Any) -> bytes:
    return json.dumps(plain).encode()


class TestReading:
    def test_a_reply_as_it_comes(self) -> None:
        assert read_reply(written(FEED)) == FOUND

    @pytest.mark.parametrize(
        "plain",
        [
            FEED["feed"],  # without the feed around it
            {"feed": {"entry": ENTRY}},  # one entry without a list
            {"feed": {"entry": [ENTRY, ENTRY]}},  # twice
            {"feed": {"entry": [None, 3, "x", {}, ENTRY]}},
            {"feed": {"entry": [{**ENTRY, "title": "A page"}]}},  # plain text
            {"feed": {"entry": [{**ENTRY, "link": ENTRY["link"][0]}]}},  # type: ignore[index]
        ],
    )
    def test_replies_in_other_shapes(self, plain: Any) -> None:
        assert read_reply(written(plain)) == FOUND

    @pytest.mark.parametrize(
        "address",
        [
            "http://medlineplus.gov/x.html",
            "https://medlineplus.gov.evil.example/",
            "https://evil.example/medlineplus.gov",
            "https://medlineplus.gov:8443/",
            "javascript:alert(1)",
            "https://[bad",
            "",
            None,
            ["https://medlineplus.gov/"],
        ],
    )
    def test_links_to_elsewhere_are_left_out(self, address: Any) -> None:
        entry = {**ENTRY, "link": [{"href": address}]}

        assert read_reply(written({"feed": {"entry": [entry]}})) == ()

    @given(
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=9),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(
                    st.sampled_from(
                        ["feed", "entry", "title", "_value", "link", "href"]
                    ),
                    inner,
                    max_size=4,
                )
            ),
        )
    )
    def test_no_json_is_too_strange(self, plain: Any) -> None:
        assert isinstance(read_reply(written(plain)), tuple)

    @pytest.mark.parametrize("body", [b"", b"<feed/>", b"\xff", b"[" * 100_000])
    def test_what_is_no_json_is_nothing(self, body: bytes) -> None:
        assert read_reply(body) == ()


def ask(url: str, question: Question = QUESTION) -> tuple[Pointer, ...]:
    client = MedlinePlusConnect(f"{url}/service", policy=loopback_too)
    return tuple(client.ask(question))


class TestAsking:
    def test_it_is_told_code_system_and_language_and_asked_once(self) -> None:
        with serve(
            lambda head: [reply(written(FEED), content_type="application/json")]
        ) as site:
            assert ask(site.url) == FOUND
            assert ask(site.url) == FOUND

            (request,) = site.requests
        line = request.splitlines()[0]
        assert "mainSearchCriteria.v.c=G93.32" in line
        assert f"mainSearchCriteria.v.cs={ICD10CM}" in line
        assert "informationRecipient.languageCode.c=en" in line
        assert "cookie" not in request.lower()

    def test_the_cache_does_not_tell_which_code_it_was(self) -> None:
        with serve(lambda head: [reply(written(FEED))]) as site:
            ask(site.url)

        assert "G93" not in repr(cache._cache)  # type: ignore[attr-defined]

    def test_that_it_has_nothing_is_remembered_too(self) -> None:
        with serve(lambda head: [reply(written({"feed": {"entry": []}}))]) as site:
            assert ask(site.url) == ask(site.url) == ()

            assert len(site.requests) == 1

    @pytest.mark.parametrize("status", ["500 Oops", "429 Too Many", "404 Not Found"])
    def test_after_a_failure_it_is_left_in_peace(self, status: str) -> None:
        with serve(lambda head: [reply(b"", status=status)]) as site:
            assert ask(site.url) == ()
            assert ask(site.url, Question(ICD10CM, "I10", "en")) == ()

            assert len(site.requests) == 1

    def test_no_more_than_they_allow_in_a_minute(self) -> None:
        cache.set("medlineplus:minute", medlineplus.MOST_A_MINUTE, 60)

        with serve(lambda head: [reply(written(FEED))]) as site:
            assert ask(site.url) == ()

            assert site.requests == []

    @pytest.mark.parametrize("code", ["John Smith", "smith", "born 1980", "a1@b.c"])
    def test_what_is_no_code_goes_to_nobody(self, code: str) -> None:
        with serve(lambda head: [reply(written(FEED))]) as site:
            assert ask(site.url, Question(ICD10CM, code, "en")) == ()

            assert site.requests == []

    def test_a_cache_that_does_not_answer_is_no_failure(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(*_arguments: Any, **_more: Any) -> None:
            raise ConnectionError("no cache today")

        monkeypatch.setattr(type(cache._connections["default"]), "get", broken)  # type: ignore[attr-defined]  # the proxy hides it

        assert ask("http://127.0.0.1:9") == ()

    def test_a_closed_network_asks_nobody(self, settings: Any) -> None:
        settings.CONFIG = settings.CONFIG.model_copy(update={"outside": False})

        with serve(lambda head: [reply(written(FEED))]) as site:
            assert ask(site.url) == ()

            assert site.requests == []


@pytest.mark.django_db
class TestTheFallback:
    @pytest.fixture
    def asked(self, monkeypatch: pytest.MonkeyPatch) -> list[Question]:
        """Switched on, with somebody in its place who knows one page."""
        questions: list[Question] = []

        class Somebody:
            def ask(self, question: Question) -> tuple[Pointer, ...]:
                questions.append(question)
                return FOUND

        monkeypatch.setattr(medlineplus, "connect", Somebody)
        return questions

    def test_is_off_unless_the_operator_wants_it(self) -> None:
        assert isinstance(medlineplus.connect(), medlineplus.NobodyElse)

    def test_can_be_switched_on(self, settings: Any) -> None:
        on = {"medlineplus_connect": True}
        settings.CONFIG = settings.CONFIG.model_copy(update=on)

        assert isinstance(medlineplus.connect(), MedlinePlusConnect)

    def test_answers_when_the_catalogue_has_nothing_and_says_whose_it_is(
        self, client: Client, asked: list[Question]
    ) -> None:
        form = {"knowledgeResponseType": "application/json", LANGUAGE: "es"}

        response = client.get("/infobutton", coded("g9332", ICD10CM, **form))

        (entry,) = response.json()["feed"]["entry"]
        assert asked == [Question(ICD10CM, "G93.32", "es")]
        assert entry["author"] == [{"name": {"_value": "MedlinePlus.gov"}}]
        assert "MedlinePlus.gov" in entry["summary"]["_value"]
        assert "MedlinePlus.gov" in response.json()["feed"]["subtitle"]["_value"]
        assert entry["link"][0]["href"] == PAGE

    @pytest.mark.parametrize(
        "params",
        [
            coded("G93.32", ICD10CM, **{LANGUAGE: "hu"}),
            coded("G93.32", ICD10CM, informationRecipient="PROV"),
            coded("D015673", "MeSH"),
            {"mainSearchCriteria.v.dn": "tiredness"},
        ],
    )
    def test_is_not_asked_what_it_cannot_know(
        self, client: Client, asked: list[Question], params: dict[str, str]
    ) -> None:
        client.get("/infobutton", params)

        assert asked == []

    def test_is_not_asked_when_the_catalogue_has_something(
        self,
        client: Client,
        asked: list[Question],
        make_topic: Callable[..., Any],
        make: Callable[..., Any],
    ) -> None:
        make_topic("tiredness", codes=(("icd10cm", "G93"),))
        make("tiredness", "Living with it")

        response = client.get("/infobutton", coded("G93.32", ICD10CM))

        assert b"Living with it" in response.content
        assert asked == []
