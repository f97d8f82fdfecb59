"""The starter collection is what it says that it is."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from medagora.catalogue.domain import addresses
from medagora.catalogue.domain.drafts import ResourceDraft, clean
from medagora.catalogue.domain.words import Audience, Kind
from medagora.curation.services.starter import read_starter_resources
from medagora.kernel.languages import FINISHED
from medagora.kernel.text import sentences
from medagora.topics.services import read_starter_topics

#: Beside a checkout of the project, where its makers keep reference data.
DATA = Path(__file__).parents[3] / "shared" / "data"
#: Files of the reference data that are not text.
PACKED = {".gz", ".zip"}

#: The sorts of source that a person's page is made of.
SORTS = (Kind.JOURNAL, Kind.BLOG, Kind.NEWS, Kind.PODCAST, Kind.VIDEO_CHANNEL)
#: What most people come for; each needs a page that is full on the first day.
FOLLOWED_MOST = (
    "diabetes",
    "asthma",
    "cardiology",
    "heart-disease",
    "cancer",
    "mental-health",
    "pregnancy",
    "general-practice",
    "emergency-medicine",
    "paediatrics",
    "digital-health",
)
#: Names under which addresses carry what belongs to one reader alone.
PRIVATE = re.compile(
    r"(api_?key|token|secret|passw|session|signature|auth)", re.IGNORECASE
)


@pytest.fixture(scope="module")
def starter() -> list[ResourceDraft]:
    return [clean(draft) for draft in read_starter_resources()]


def test_there_are_700_resources_of_every_kind_for_both_audiences(
    starter: list[ResourceDraft],
) -> None:
    assert len(starter) >= 700
    assert {draft.kind for draft in starter} == set(Kind)
    assert {draft.audience for draft in starter} == set(Audience)


def test_they_speak_17_languages_and_all_six_of_the_interface(
    starter: list[ResourceDraft],
) -> None:
    spoken = Counter(code for draft in starter for code in draft.languages)

    assert len(spoken) >= 17
    assert all(spoken[code] >= 20 for code in FINISHED)
    assert all(draft.languages for draft in starter)


def test_60_topics_have_five_or_more_and_every_topic_exists(
    starter: list[ResourceDraft],
) -> None:
    known = {topic.slug for topic in read_starter_topics()}
    covered = Counter(slug for draft in starter for slug in draft.topics)

    assert set(covered) <= known
    assert sum(count >= 5 for count in covered.values()) >= 60
    assert all(draft.topics for draft in starter)


def test_each_address_stands_there_once(starter: list[ResourceDraft]) -> None:
    keys = Counter(addresses.key(draft.address) for draft in starter)

    assert [key for key, count in keys.items() if count > 1] == []


def test_each_says_in_one_sentence_why_somebody_would_go_there(
    starter: list[ResourceDraft],
) -> None:
    odd = [
        (draft.address, code)
        for draft in starter
        for code, text in draft.texts.items()
        if len(sentences(text.description.replace("EE. UU.", "EE.UU."))) != 1
        or len(text.description) < 12
    ]

    assert odd == []


def test_each_is_described_in_english_and_in_its_own_language(
    starter: list[ResourceDraft],
) -> None:
    silent = [
        draft.address
        for draft in starter
        if not {"en", draft.languages[0]} <= set(draft.texts)
    ]

    assert silent == []


def test_there_are_250_feeds_and_20_resources_of_each_sort_have_some(
    starter: list[ResourceDraft],
) -> None:
    fed = Counter(draft.kind for draft in starter if draft.feeds)

    assert sum(1 for _ in _feeds(starter)) >= 250
    assert {sort: fed[sort] for sort in SORTS if fed[sort] < 20} == {}


def test_feeds_come_in_six_languages_and_all_six_of_the_interface(
    starter: list[ResourceDraft],
) -> None:
    spoken = Counter(draft.languages[0] for draft, _ in _feeds(starter))

    assert len(spoken) >= 6
    assert set(FINISHED) <= set(spoken)
    assert all(spoken[code] >= 15 for code in ("de", "es", "fr"))
    assert spoken["hu"] >= 6


def test_the_topics_that_most_people_follow_fill_a_page(
    starter: list[ResourceDraft],
) -> None:
    thin = {
        topic: len(fed)
        for topic in FOLLOWED_MOST
        if len(fed := [d for d in starter if d.feeds and topic in d.topics]) < 12
    }
    plain = {
        topic: sorts
        for topic in FOLLOWED_MOST
        if len(
            sorts := {d.kind for d in starter if d.feeds and topic in d.topics}
            & set(SORTS)
        )
        < 3
    }

    assert thin == {}
    assert plain == {}


def test_each_feed_is_written_as_it_is_stored() -> None:
    untidy = [
        (feed.address, kept)
        for draft in read_starter_resources()
        for feed in draft.feeds
        if (kept := addresses.canonical(feed.address)) != feed.address
    ]

    assert untidy == []


def test_each_feed_stands_there_once(starter: list[ResourceDraft]) -> None:
    keys = Counter(addresses.key(address) for _, address in _feeds(starter))

    assert [key for key, count in keys.items() if count > 1] == []


def test_a_feed_is_another_address_than_the_page_it_tells_of(
    starter: list[ResourceDraft],
) -> None:
    pages = {addresses.key(draft.address) for draft in starter}

    assert [a for _, a in _feeds(starter) if addresses.key(a) in pages] == []


def test_no_feed_carries_a_secret_or_tells_where_a_reader_came_from() -> None:
    telling = [
        feed.address
        for draft in read_starter_resources()
        for feed in draft.feeds
        if _tells(feed.address)
    ]

    assert telling == []


def _feeds(starter: list[ResourceDraft]) -> Iterator[tuple[ResourceDraft, str]]:
    return ((draft, feed.address) for draft in starter for feed in draft.feeds)


def _tells(address: str) -> bool:
    parts = urlsplit(address)
    names = [name for name, _ in parse_qsl(parts.query, keep_blank_values=True)]
    kept = parse_qsl(
        urlsplit(addresses.canonical(address)).query, keep_blank_values=True
    )
    return (
        parts.scheme not in {"http", "https"}
        or parts.username is not None
        or any(map(PRIVATE.search, names))
        or len(kept) != len(names)
    )


@lru_cache(maxsize=1)
def _official_hosts() -> set[str]:
    folder = resources.files("medagora.catalogue").joinpath("starter/official-hosts")
    lines = [
        line
        for file in folder.iterdir()
        for line in file.read_text("utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    ]
    return {line.split("\t")[0].strip().lower().removeprefix("www.") for line in lines}


def test_each_official_host_names_its_body() -> None:
    folder = resources.files("medagora.catalogue").joinpath("starter/official-hosts")

    nameless = [
        (file.name, line)
        for file in folder.iterdir()
        for line in file.read_text("utf-8").splitlines()
        if line.strip() and not line.startswith("#") and not line.partition("\t")[2]
    ]

    assert nameless == []


@pytest.mark.skipif(not DATA.exists(), reason="no reference data here")
def test_each_host_is_in_the_reference_data_or_an_official_bodys_own(
    starter: list[ResourceDraft],
) -> None:
    known = _hosts_of_data() | _official_hosts()

    unknown = [draft.address for draft in starter if not _is_known(draft, known)]

    assert unknown == []


def _hosts_of_data() -> set[str]:
    link = re.compile(r"https?:\\?/\\?/([A-Za-z0-9.-]+)")
    return {
        match[1].lower().removeprefix("www.")
        for path in DATA.rglob("*")
        if path.is_file() and path.suffix not in PACKED
        for match in link.finditer(path.read_text("utf-8", "replace"))
    }


def _is_known(draft: ResourceDraft, hosts: set[str]) -> bool:
    site = addresses.site_of(draft.address)
    return site in hosts or any(site.endswith(f".{host}") for host in hosts)
