"""Atom, JSON and scripts: whatever the words are, the form holds."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from medagora.api.domain.infobutton.as_json import write_json, write_script
from medagora.api.domain.infobutton.atom import write_atom
from medagora.api.domain.infobutton.callbacks import is_callback
from medagora.api.domain.infobutton.feed import Category, Entry, Feed, Link
from medagora.api.domain.infobutton.profile import write_profile
from medagora.topics.domain.words import OIDS

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
AT = datetime(2026, 11, 27, 12, 30, 5, 999, tzinfo=UTC)
ENTRY = Entry(
    id="https://example.org/resource/a/",
    title="Living with <asthma> & more",
    language="hu",
    updated=AT,
    links=(
        Link("https://asthma.example/?a=1&b=2", language="hu", title='A "guide"'),
        Link("https://example.org/hu/resource/a/", rel="related", language="en"),
    ),
    summary="</script><script>alert(1)</script>",
    author="Asthma Society",
    categories=(Category("mainSearchCriteria.v.c", "J45"),),
)
FEED = Feed(
    id="https://example.org/infobutton?x=1",
    title="Medagora",
    subtitle="Asthma: one resource",
    language="en",
    updated=AT,
    author="Medagora",
    author_address="https://example.org/",
    links=(Link("https://example.org/infobutton?x=1", rel="self", type="text/xml"),),
    categories=(Category("informationRecipient", "PAT"),),
    entries=(ENTRY,),
)


def test_atom_has_what_the_standard_asks_for() -> None:
    root = etree.fromstring(write_atom(FEED).encode())

    assert root.tag == f"{ATOM}feed"
    assert root.get(LANG) == "en"
    for name in ("id", "title", "subtitle", "updated", "author"):
        assert len(root.findall(f"{ATOM}{name}")) == 1
    assert root.findtext(f"{ATOM}updated") == "2026-11-27T12:30:05Z"
    assert [link.get("rel") for link in root.findall(f"{ATOM}link")] == ["self"]
    (entry,) = root.findall(f"{ATOM}entry")
    assert entry.get(LANG) == "hu"
    assert entry.findtext(f"{ATOM}title") == ENTRY.title
    assert entry.findtext(f"{ATOM}summary") == ENTRY.summary
    links = entry.findall(f"{ATOM}link")
    assert [link.get("hreflang") for link in links] == ["hu", "en"]
    assert links[0].get("href") == "https://asthma.example/?a=1&b=2"


def test_languages_stand_on_feed_entries_and_links_only() -> None:
    root = etree.fromstring(write_atom(FEED).encode())

    having = {element.tag for element in root.iter() if element.get(LANG)}
    assert having == {f"{ATOM}feed", f"{ATOM}entry"}


def test_no_match_is_a_feed_without_entries() -> None:
    nothing = replace(FEED, entries=())

    assert etree.fromstring(write_atom(nothing).encode()).findall(f"{ATOM}entry") == []
    assert json.loads(write_json(nothing))["feed"]["entry"] == []


def test_json_has_the_same_names_and_lists_for_what_repeats() -> None:
    feed = json.loads(write_json(FEED))["feed"]

    assert feed["lang"] == "en"
    assert feed["title"] == {"type": "text", "_value": "Medagora"}
    assert feed["author"][0]["name"] == {"_value": "Medagora"}
    assert feed["category"] == [{"scheme": "informationRecipient", "term": "PAT"}]
    (entry,) = feed["entry"]
    assert entry["lang"] == "hu"
    assert entry["link"][0]["href"] == "https://asthma.example/?a=1&b=2"
    assert entry["summary"]["_value"] == ENTRY.summary
    repeated = ("author", "link", "category", "entry")
    assert all(isinstance(feed[name], list) for name in repeated)


def test_json_cannot_end_the_script_that_it_stands_in() -> None:
    hostile = replace(FEED, title="</script>\u2028<!--&")

    written = write_json(hostile)

    assert not {"<", ">", "&", "\u2028", "\u2029"} & set(written)
    assert json.loads(written)["feed"]["title"]["_value"] == hostile.title


def test_a_script_is_one_call_of_the_function() -> None:
    written = write_script(FEED, "app.show")

    assert written.startswith("/**/app.show({")
    assert json.loads(written.removeprefix("/**/app.show(").removesuffix(");"))


@given(st.text(), st.text(), st.text(min_size=1))
def test_any_words_give_well_formed_answers(title: str, text: str, term: str) -> None:
    entry = ENTRY._replace(title=title, summary=text)
    feed = replace(
        FEED, entries=(entry,), categories=(Category("mainSearchCriteria.v.dn", term),)
    )

    root = etree.fromstring(write_atom(feed).encode("utf-8", "replace"))
    plain = json.loads(write_json(feed))

    assert len(root.findall(f"{ATOM}entry")) == 1
    assert plain["feed"]["entry"][0]["title"]["_value"] == title


@pytest.mark.parametrize("name", ["show", "$", "_x1", "app.show", "jQuery123_45.done"])
def test_names_of_functions(name: str) -> None:
    assert is_callback(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "alert(1)",
        "a;b",
        "a b",
        "1a",
        "a..b",
        ".a",
        "a.",
        "x" * 81,
        "eval",
        "window.eval",
        "a.__proto__",
        "naïve",
        "a\n",
        "a[0]",
        "</script>",
        "new",
    ],
)
def test_what_is_no_name_of_a_function(name: str) -> None:
    assert not is_callback(name)


def test_the_profile_names_every_system_and_the_address() -> None:
    text = write_profile(site="A & B", address="https://example.org/infobutton")

    root = etree.fromstring(text.encode())

    assert root.findtext("header/title") == "A & B"
    systems = {e.get("id") for e in root.iter("supportedTerminology")}
    assert systems == set(OIDS.values())
    (location,) = root.iter("knowledgeRequestServiceLocation")
    assert location.get("url") == "https://example.org/infobutton?"
