"""BibTeX is read back by a parser that is not ours."""

import re

import pytest
from bibtexparser.entrypoint import parse_string
from bibtexparser.model import Entry
from hypothesis import given
from hypothesis import strategies as st

from medagora.catalogue.domain.citing import bibtex
from medagora.catalogue.domain.citing.works import Work
from medagora.catalogue.domain.words import Kind
from tests.catalogue.citing.works import a_work, lines, works

_COMMANDS = {
    r"\textbackslash{}": "\\",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    **{f"\\{sign}": sign for sign in "#$%&_{}"},
}
_COMMAND = re.compile("|".join(map(re.escape, _COMMANDS)))


def printed(value: str) -> str:
    """What TeX would print for what we write."""
    return _COMMAND.sub(lambda found: _COMMANDS[found[0]], value)


def entries(text: str) -> list[Entry]:
    library = parse_string(text)
    assert library.failed_blocks == []
    return list(library.entries)


def only(text: str) -> dict[str, str]:
    (entry,) = entries(text)
    return {field.key: field.value for field in entry.fields}


def test_an_entry_says_what_the_catalogue_knows() -> None:
    work = a_work(
        publisher="NHS England",
        country="United Kingdom",
        languages=("en", "hu"),
        topics=("Asthma", "Children"),
        genre="Website",
    )

    assert bibtex.write([work]) == (
        "@online{abc123,\n"
        "  title = {{Asthma}},\n"
        "  organization = {NHS England},\n"
        "  location = {United Kingdom},\n"
        "  type = {Website},\n"
        "  language = {English and Hungarian},\n"
        "  url = {https://www.nhs.uk/conditions/asthma/},\n"
        "  urldate = {2026-11-27},\n"
        "  keywords = {Asthma, Children}\n"
        "}\n"
    )


@pytest.mark.parametrize(
    ("kind", "doi", "expected"),
    [
        (Kind.WEBSITE, "", "online"),
        (Kind.ARTICLE, "", "online"),
        (Kind.ARTICLE, "10.1136/bmj.1", "article"),
        (Kind.JOURNAL, "10.1136/bmj.1", "periodical"),
        (Kind.PODCAST, "", "audio"),
        (Kind.VIDEO_CHANNEL, "", "video"),
        (Kind.APP, "", "software"),
        (Kind.GUIDELINE, "", "report"),
        (None, "", "online"),
    ],
)
def test_each_kind_has_its_type(kind: Kind | None, doi: str, expected: str) -> None:
    (entry,) = entries(bibtex.write([a_work(kind=kind, doi=doi)]))

    assert entry.entry_type == expected


def test_what_tex_takes_for_commands_is_escaped() -> None:
    title = r"50% of {A} & B_c #1 $2 ~ ^ \today"

    text = bibtex.write([a_work(title=title)])

    assert r"50\% of \{A\} \& B\_c \#1 \$2" in text
    assert r"\textasciitilde{} \textasciicircum{} \textbackslash{}today" in text
    assert printed(only(text)["title"]) == f"{{{title}}}"


@pytest.mark.parametrize("title", ["} {", "a } b", "{", "}}{{", "\\}", "\\{", "{a\\}"])
def test_a_lone_brace_ends_no_value(title: str) -> None:
    works_ = [a_work(title=title), a_work(key="next1", title="The next")]

    first, second = entries(bibtex.write(works_))

    assert printed(first.fields_dict["title"].value) == f"{{{title}}}"
    assert second.fields_dict["title"].value == "{The next}"


def test_addresses_stay_letter_by_letter() -> None:
    fields = only(bibtex.write([a_work(address="https://a.example/b_c?d=%20&e={f}#g")]))

    assert fields["url"] == "https://a.example/b_c?d=%20&e=%7Bf%7D#g"


def test_names_of_bodies_are_not_taken_apart() -> None:
    authors = ("Mia, asthma nurse", "Doctors and Nurses")

    fields = only(bibtex.write([a_work(authors=authors)]))

    assert fields["author"] == "{Mia, asthma nurse} and {Doctors and Nurses}"


def test_letters_of_every_script_stay() -> None:
    title = "الربو عند الأطفال – Gyógyszerek és őszi allergia 喘息"

    assert only(bibtex.write([a_work(title=title)]))["title"] == f"{{{title}}}"


@given(st.lists(works, max_size=4, unique_by=lambda work: work.key))
def test_every_work_is_read_back_as_it_was(given_works: list[Work]) -> None:
    found = entries(bibtex.write(given_works))

    assert [entry.key for entry in found] == [work.key for work in given_works]
    for entry, work in zip(found, given_works, strict=True):
        fields = {field.key: printed(field.value) for field in entry.fields}
        assert fields["title"] == f"{{{work.title}}}"
        assert fields.get("abstract", "") == work.abstract
        assert fields.get("note", "") == work.note
        assert fields.get("type", "") == work.genre
        assert fields["urldate"] == work.seen_on.isoformat()


@given(lines)
def test_braces_are_in_pairs_for_those_who_only_count(text: str) -> None:
    depth = 0
    for sign in bibtex.escape(text):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        assert depth >= 0

    assert depth == 0
