"""The starter collection is what it says that it is."""

import re
from collections import Counter
from functools import lru_cache
from importlib import resources
from pathlib import Path

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
