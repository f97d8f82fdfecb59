"""The newest file of MedlinePlus: found, fetched once, or a clear sentence."""

from pathlib import Path

import pytest
from pytest_django import Settings

from medagora.curation.services.importing.latest import INDEX, fetch_latest
from medagora.kernel.refusals import Unavailable
from medagora.web import http

PAGE = """
<a href="https://medlineplus.gov/xml/mplus_topics_2026-11-20.xml">topics</a>
<a href="/xml/mplus_topics_2026-11-21.xml">newest</a>
<a href="https://medlineplus.gov/xml/mplus_topics_compressed_2026-11-22.zip">zip</a>
"""


class Web:
    """Answers from a dictionary; remembers what it was asked for."""

    def __init__(self, **pages: bytes) -> None:
        self.asked: list[str] = []
        self.pages = {INDEX: PAGE.encode()} | {
            f"https://medlineplus.gov/xml/{name}.xml": body
            for name, body in pages.items()
        }

    def __call__(self, address: str, limits: http.Limits) -> http.Response:
        self.asked.append(address)
        body = self.pages.get(address)
        return http.Response(address, 200 if body else 404, {}, body or b"")


def test_the_newest_file_is_fetched_once(tmp_path: Path) -> None:
    web = Web(**{"mplus_topics_2026-11-21": b"<health-topics/>"})

    first = fetch_latest(tmp_path / "downloads", fetch=web)
    second = fetch_latest(tmp_path / "downloads", fetch=web)

    assert first == second
    assert first.name == "mplus_topics_2026-11-21.xml"
    assert first.read_bytes() == b"<health-topics/>"
    assert len(web.asked) == 3
    assert [path.name for path in first.parent.iterdir()] == [first.name]


def test_a_page_without_files_says_what_to_do(tmp_path: Path) -> None:
    web = Web()
    web.pages[INDEX] = b"<p>We have moved</p>"

    with pytest.raises(Unavailable, match="Download it by hand"):
        fetch_latest(tmp_path, fetch=web)


def test_a_missing_file_says_its_address_and_status(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"2026-11-21\.xml answers with status 404"):
        fetch_latest(tmp_path, fetch=Web())


def test_a_closed_network_says_so(tmp_path: Path, settings: Settings) -> None:
    settings.CONFIG = settings.CONFIG.model_copy(update={"outside": False})

    with pytest.raises(Unavailable, match="kept off the web"):
        fetch_latest(tmp_path)


@pytest.mark.parametrize("failure", [http.TooSlow, http.DnsFailure, http.TooBig])
def test_a_failure_is_named(tmp_path: Path, failure: type[http.FetchFailure]) -> None:
    def fail(address: str, limits: http.Limits) -> http.Response:
        raise failure(address)

    with pytest.raises(Unavailable, match=failure.code):
        fetch_latest(tmp_path, fetch=fail)
