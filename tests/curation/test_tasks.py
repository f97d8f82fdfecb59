"""What the worker does, and what the web process must not carry for it."""

import sys
from collections.abc import Callable
from subprocess import run

import pytest

from medagora.catalogue.models import Resource
from medagora.curation import gateways, tasks
from medagora.curation.domain.links import Visit
from medagora.curation.models import Suggestion
from medagora.curation.services import suggesting
from medagora.web import http
from tests.conftest import NOW
from tests.curation.conftest import FakePages, page_at

ADDRESS = "https://www.example.org/asthma/"
LOOK = """
import sys, django
django.setup()
import medagora.urls
heavy = {"aiohttp", "lxml", "py3langid", "numpy"} & set(sys.modules)
print(*sorted(heavy))
"""


def test_a_suggestion_is_inspected_by_the_worker(
    run_tasks: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = FakePages(
        {ADDRESS: page_at(ADDRESS, "<html lang=en><title>Asthma</title>")}
    )
    monkeypatch.setattr(gateways, "WebPageReader", lambda: pages)
    monkeypatch.setattr(gateways, "guess_language", lambda text: "")
    suggesting.suggest(ADDRESS, by=None, at=NOW)

    run_tasks()

    assert Suggestion.objects.get().seen_by_machine["title"] == "Asthma"
    assert pages.asked == [ADDRESS]


def test_a_page_that_fails_does_not_fail_the_task(
    run_tasks: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        gateways, "WebPageReader", lambda: FakePages({ADDRESS: http.TooBig})
    )
    suggesting.suggest(ADDRESS, by=None, at=NOW)

    run_tasks()

    assert Suggestion.objects.get().seen_by_machine == {"problem": "too_big"}


def test_due_links_are_checked_by_the_worker(
    make_resource: Callable[..., Resource],
    run_tasks: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Gone:
        def visit(self, addresses: list[str]) -> list[Visit]:
            return [Visit(address, 410, address) for address in addresses]

    monkeypatch.setattr(gateways, "WebLinkVisitor", Gone)
    resource = make_resource()
    Resource.objects.update(link_check_due_at=NOW.replace(year=2020))

    tasks.check_due_links.enqueue()
    run_tasks()

    resource.refresh_from_db()
    assert resource.link_state == "broken"


def test_the_web_process_carries_no_parser_and_no_language_model() -> None:
    result = run(
        [sys.executable, "-c", LOOK], check=False, capture_output=True, text=True
    )

    assert (result.returncode, result.stdout.strip()) == (0, "")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("A magas vérnyomás kezelése otthon és a rendelőben, orvosi tanácsra.", "hu"),
        ("Asthma is a long-term condition that makes breathing difficult.", "en"),
        ("Asthma ist eine chronische Erkrankung der Atemwege, die viele trifft.", "de"),
        ("الربو مرض مزمن يصيب الشعب الهوائية ويجعل التنفس صعبا على المريض", "ar"),
        ("L’asthme est une maladie chronique des voies respiratoires.", "fr"),
        (
            "El asma es una enfermedad que hace difícil respirar a los niños.",
            "es",
        ),
        ("x", ""),
    ],
)
def test_the_language_model_knows_our_languages(text: str, language: str) -> None:
    assert gateways.guess_language(text) == language
