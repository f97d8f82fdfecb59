"""Judging a page that somebody gave: asked for, read by the worker, let go."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from medagora.appraisal import gateways
from medagora.appraisal.models import PageReport
from medagora.appraisal.queries.reports import get_report
from medagora.appraisal.services import reports
from medagora.kernel.refusals import BadInput, NotFound
from medagora.web import http
from tests.conftest import NOW

pytestmark = pytest.mark.django_db

ADDRESS = "https://www.example.org/asthma"
PAGE = (
    "<html lang=en><title>Asthma in children</title><main><h1>Asthma</h1>"
    "<p>Written by Dr. Anna Smith, MD. Last reviewed 12 March 2025.</p>"
    "<p>An inhaler is the usual treatment. Side effects of the treatment include a "
    "hoarse voice.</p><p>"
    + "The lungs are two organs that help you breathe. " * 30
    + "</p></main></html>"
)


class FakeWeb:
    """One page, or one failure."""

    def __init__(self, answer: http.Response | type[http.FetchFailure]) -> None:
        self.answer = answer
        self.asked: list[str] = []

    def fetch(self, address: str) -> http.Response:
        self.asked.append(address)
        if isinstance(self.answer, type):
            raise self.answer(address)
        return self.answer


def page(body: str = PAGE, status: int = 200) -> http.Response:
    headers = {"content-type": "text/html; charset=utf-8"}
    return http.Response(ADDRESS, status, headers, body.encode())


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gateways, "guess_language", lambda text: "en")


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> FakeWeb:
    """What the worker finds at every address."""
    fake = FakeWeb(page())
    monkeypatch.setattr(gateways, "WebPageFetcher", lambda: fake)
    return fake


def answers(report: PageReport) -> dict[str, str]:
    return {found["criterion"]: found["answer"] for found in report.findings}


def test_a_page_is_asked_for_read_and_shown(
    client: Client, web: FakeWeb, run_tasks: Callable[[], None]
) -> None:
    asked = client.post("/en/judge/", {"address": "www.example.org/asthma"})
    waiting = client.get(asked["Location"]).content.decode()
    run_tasks()
    shown = client.get(asked["Location"]).content.decode()

    assert "A machine reads it now." in waiting
    assert web.asked == [ADDRESS]
    assert "Seen by machine" in shown
    assert "Dr. Anna Smith" in shown
    assert "Whether what it says is right." in shown


def test_a_text_is_emptied_when_it_was_read(run_tasks: Callable[[], None]) -> None:
    secret = "The only copy of my discharge letter. " * 40
    asked = reports.ask_about_text(secret, at=NOW)

    run_tasks()

    report = PageReport.objects.get()
    assert (report.token, report.state, report.text) == (asked.token, "read", "")
    assert secret not in json.dumps(report.findings)


def test_a_text_that_nobody_came_to_read_does_not_stay() -> None:
    reports.ask_about_text("Take it twice a day.", at=NOW)

    reports.forget_old_reports(NOW + timedelta(minutes=16))

    report = PageReport.objects.get()
    assert (report.state, report.text) == ("failed", "")


def test_a_report_is_let_go_after_a_month(web: FakeWeb) -> None:
    report = reports.ask_about_address(ADDRESS, at=NOW)
    reports.read_report(report.token, fetcher=web, at=NOW)

    reports.forget_old_reports(NOW + timedelta(days=29))
    assert get_report(report.token).state == "read"
    reports.forget_old_reports(NOW + timedelta(days=31))

    with pytest.raises(NotFound):
        get_report(report.token)


def test_letters_that_no_database_takes_do_not_lose_the_report() -> None:
    hostile = PAGE.replace(
        "<main>",
        '<script type="application/ld+json">{"@type": "Article", "author": {"@type": '
        '"Person", "name": "Anna\\u0000 Smith\\ud800"}, "publisher": {"name": '
        '"P\\u0000\\ud800ub"}, "dateModified": "2024\\u0000-01-01"}</script><main>',
    )
    report = reports.ask_about_address(ADDRESS, at=NOW)

    reports.read_report(report.token, fetcher=FakeWeb(page(hostile)), at=NOW)

    report.refresh_from_db()
    assert report.state == "read"
    assert "P\ufffd\ufffdub" in json.dumps(report.findings, ensure_ascii=False)


def test_reading_twice_changes_nothing(web: FakeWeb) -> None:
    report = reports.ask_about_address(ADDRESS, at=NOW)

    reports.read_report(report.token, fetcher=web, at=NOW)
    reports.read_report(report.token, fetcher=FakeWeb(http.DnsFailure), at=NOW)

    report.refresh_from_db()
    assert report.state == "read"
    assert answers(report)["author"] == "present"


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (http.DnsFailure, "There is no site of that name."),
        (http.RefusedAddress, "not public"),
        (http.TooSlow, "took too long"),
        (page(status=404), "no such page"),
        (page(status=403), "turns programs away"),
        (page(status=500), "answered with an error"),
    ],
)
def test_a_page_that_cannot_be_fetched_is_told_in_words(
    client: Client, answer: Any, sentence: str
) -> None:
    report = reports.ask_about_address(ADDRESS, at=NOW)
    reports.read_report(report.token, fetcher=FakeWeb(answer), at=NOW)

    shown = client.get(f"/en/judge/{report.token}/").content.decode()

    assert sentence in shown
    assert ADDRESS in shown


@pytest.mark.parametrize(
    "address",
    ["", "nowhere", "ftp://example.org/", "javascript:alert(1)", "https://u:p@a.org/"],
)
def test_what_is_no_address_is_refused_and_kept_in_the_form(
    client: Client, address: str
) -> None:
    shown = client.post("/en/judge/", {"address": address})

    assert shown.status_code == 422
    assert not PageReport.objects.exists()
    with pytest.raises(BadInput):
        reports.ask_about_address(address, at=NOW)


def test_a_bookmark_fills_in_the_address(client: Client) -> None:
    shown = client.get("/en/judge/", {"url": ADDRESS}).content.decode()

    assert f'value="{ADDRESS}"' in shown


def test_five_questions_are_answered_one_after_the_other(
    client: Client, web: FakeWeb
) -> None:
    report = reports.ask_about_address(ADDRESS, at=NOW)
    reports.read_report(report.token, fetcher=web, at=NOW)
    path = f"/en/judge/{report.token}/learn/"

    asked = client.get(path).content.decode()
    seen = client.get(path, {"step": "1", "who": "no"}).content.decode()
    end = client.get(path, {"step": "6", "who": "no", "why": "yes"}).content.decode()

    assert "Can you find out who wrote it" in asked
    assert "Dr. Anna Smith" not in asked.split("<main")[1]
    assert "Dr. Anna Smith" in seen
    assert "You judged a page" in end
    assert end.count("<dd>") == 5


def test_the_same_stands_beside_the_items_of_instruments(
    client: Client, web: FakeWeb
) -> None:
    report = reports.ask_about_address(ADDRESS, at=NOW)
    reports.read_report(report.token, fetcher=web, at=NOW)

    page = client.get(f"/en/judge/{report.token}/instruments/").content.decode()

    assert "Are the authors named" in page
    assert "Dr. Anna Smith" in page
    assert "left to people" in page
    assert "score of" not in page


def test_one_place_cannot_have_the_worker_read_all_day(client: Client) -> None:
    codes = {
        client.post("/en/judge/", {"text": "Take it twice."}).status_code
        for _number in range(31)
    }

    assert codes == {302, 429}


def test_the_log_of_requests_holds_nothing_about_who_asked() -> None:
    fields = {field.name for field in PageReport._meta.get_fields()}

    assert not {"by", "person", "ip", "session"} & fields


def test_programs_get_findings_with_sentences(
    client: Client, run_tasks: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    # the worker comes while the request waits
    monkeypatch.setattr("time.sleep", lambda seconds: run_tasks())
    body = {"html": PAGE, "address": ADDRESS, "reader": "de"}

    answer = client.post("/api/v1/appraise", body, content_type="application/json")

    found = answer.json()
    author = next(f for f in found["findings"] if f["criterion"] == "author")
    assert answer.status_code == 200
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert (found["seen_by"], author["answer"]) == ("machine", "present")
    assert author["quotes"][0]["words"] in PAGE
    assert "Dr. Anna Smith" in author["sentence"]
    again = client.get(f"/api/v1/appraise/{found['token']}").json()
    assert again["state"] == "read"


def test_a_program_that_gives_nothing_is_told_what_to_give(client: Client) -> None:
    answer = client.post("/api/v1/appraise", {}, content_type="application/json")

    assert answer.status_code == 422
    assert "address" in answer.json()["message"]


def test_a_browser_may_ask_whether_it_may_send(client: Client) -> None:
    answer = client.options("/api/v1/appraise")

    assert answer.status_code == 204
    assert "Content-Type" in answer["Access-Control-Allow-Headers"]


def test_the_room_needs_no_more_migrations() -> None:
    call_command("makemigrations", "appraisal", check=True, dry_run=True, verbosity=0)
