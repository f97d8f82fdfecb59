"""CSL-JSON keeps to the schema of Citation Style Language 1.0.2."""

import json

import pytest
from hypothesis import given

from medagora.catalogue.domain.citing import csl
from medagora.catalogue.domain.citing.works import Work
from medagora.catalogue.domain.words import Kind
from tests.catalogue.citing.works import a_work, works

#: Of the types and variables of csl-data.json those that we may use.
_TYPES = {
    "article-journal", "broadcast", "entry-encyclopedia", "motion_picture",
    "periodical", "post-weblog", "report", "software", "speech", "webpage",
}  # fmt: skip
_TEXTS = {
    "abstract", "DOI", "genre", "ISSN", "keyword", "language", "note", "publisher",
    "publisher-place", "source", "title", "URL", "id", "type",
}  # fmt: skip


def test_an_item_says_what_the_catalogue_knows() -> None:
    work = a_work(
        kind=Kind.JOURNAL,
        issn="1756-1833",
        authors=("Mia, asthma nurse",),
        languages=("en",),
    )

    assert csl.item_of(work) == {
        "id": "abc123",
        "type": "periodical",
        "title": "Asthma",
        "author": [{"literal": "Mia, asthma nurse"}],
        "language": "en",
        "URL": "https://www.nhs.uk/conditions/asthma/",
        "accessed": {"date-parts": [[2026, 11, 27]]},
        "ISSN": "1756-1833",
    }


@pytest.mark.parametrize(
    ("kind", "doi", "expected"),
    [
        (Kind.WEBSITE, "", "webpage"),
        (Kind.ARTICLE, "10.1136/bmj.1", "article-journal"),
        (Kind.PODCAST, "", "broadcast"),
        (Kind.VIDEO_CHANNEL, "", "motion_picture"),
        (Kind.APP, "", "software"),
        (Kind.GUIDELINE, "", "report"),
        (None, "", "webpage"),
    ],
)
def test_each_kind_has_its_type(kind: Kind | None, doi: str, expected: str) -> None:
    assert csl.type_of(a_work(kind=kind, doi=doi)) == expected


@given(works)
def test_every_work_keeps_to_the_schema_and_is_read_back(work: Work) -> None:
    (item,) = json.loads(csl.write([work]))

    assert item["type"] in _TYPES
    assert item.keys() <= _TEXTS | {"author", "accessed"}
    assert all(isinstance(item[name], str) for name in item.keys() & _TEXTS)
    assert item["title"] == work.title
    assert item.get("note", "") == work.note
