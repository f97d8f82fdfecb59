"""What a sheet takes and what it refuses: pure rules."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.kernel.refusals import BadInput
from medagora.prescriptions.domain import choosing, drafts
from medagora.prescriptions.domain.drafts import MOST_LINES, Chosen, Draft
from medagora.prescriptions.domain.sheets import Line, Sheet
from medagora.prescriptions.domain.things import Thing, line_of
from medagora.prescriptions.domain.words import LineState
from tests.conftest import NOW


def _thing(uid: str, **fields: Any) -> Thing:
    usual = {"kind": "resource", "title": uid.upper(), "languages": ("en",)}
    return Thing(uid=uid, **{**usual, **fields})


def _draft(*things: Thing, **fields: Any) -> Draft:
    lines = tuple(Chosen(thing.kind, thing.uid) for thing in things)
    return Draft(**{"language": "en", "lines": lines, **fields})


def _take(*things: Thing, **fields: Any) -> list[choosing.Taken]:
    return choosing.take(_draft(*things, **fields), {t.key: t for t in things})


def test_things_stand_in_the_order_in_which_they_were_ticked() -> None:
    taken = _take(_thing("b"), _thing("a"))

    assert [one.thing.uid for one in taken] == ["b", "a"]


def test_easy_reading_comes_first_where_it_was_asked_for() -> None:
    hard, easy = _thing("hard", reading="hard"), _thing("easy", reading="simple")

    simple = _take(hard, _thing("any"), easy, level="simple")
    as_ticked = _take(hard, _thing("any"), easy)

    assert [one.thing.uid for one in simple] == ["easy", "any", "hard"]
    assert [one.thing.uid for one in as_ticked] == ["hard", "any", "easy"]


def test_another_language_is_refused_by_name() -> None:
    with pytest.raises(BadInput, match=r"magyar.*“A”") as refused:
        _take(_thing("a"), _thing("b", languages=("hu",)), language="hu")

    assert refused.value.field == "allow_other_languages"


_LANGUAGES = st.lists(st.sampled_from(["en", "hu", "ar"]), max_size=2, unique=True)
_RESOURCES = st.builds(
    lambda number, languages, reading: _thing(
        f"r{number}", languages=tuple(languages), reading=reading
    ),
    st.integers(0, 10**6),
    _LANGUAGES,
    st.sampled_from(["", "simple", "hard"]),
)
_COLLECTIONS = st.builds(
    lambda number, languages, items: _thing(
        f"c{number}", kind="collection", languages=tuple(languages), items=tuple(items)
    ),
    st.integers(0, 10**6),
    _LANGUAGES,
    st.lists(_RESOURCES, max_size=5),
)
_THINGS = st.lists(
    _RESOURCES | _COLLECTIONS, min_size=1, max_size=8, unique_by=lambda t: t.key
)


@given(_THINGS, st.sampled_from(["en", "hu", "ar"]), st.booleans(), st.booleans())
def test_no_other_language_is_ever_on_a_sheet_unmarked(
    things: list[Thing], language: str, allowed: bool, is_simple: bool
) -> None:
    try:
        taken = _take(
            *things,
            language=language,
            allow_other_languages=allowed,
            level="simple" if is_simple else "any",
        )
    except BadInput:
        taken = []

    spoken_by_all = all(thing.speaks(language) for thing in things)
    assert len(taken) == (len(things) if allowed or spoken_by_all else 0)
    for thing in (each for one in taken for each in (one.thing, *one.thing.items)):
        line = line_of(thing, language)
        assert line.is_other_language == (language not in thing.languages)
        assert allowed or not line.is_other_language


def test_what_nobody_knows_the_language_of_is_another_language() -> None:
    with pytest.raises(BadInput, match="not in the language"):
        _take(_thing("a", languages=()))


def test_another_language_is_taken_knowingly_and_marked() -> None:
    (taken,) = _take(_thing("a"), language="hu", allow_other_languages=True)
    line = line_of(taken.thing, "hu")

    assert line.is_other_language
    assert line.language == "en"


def test_a_resource_of_several_languages_speaks_the_sheets() -> None:
    line = line_of(_thing("a", languages=("en", "hu")), "hu")

    assert (line.language, line.is_other_language) == ("hu", False)


def test_words_about_a_thing_in_another_language_are_left_out() -> None:
    thing = _thing("a", about="Says why.", about_language="en", languages=("hu",))

    assert line_of(thing, "hu").about == ""
    assert line_of(thing, "en").about == "Says why."


def test_a_service_in_another_language_is_a_place_all_the_same() -> None:
    service = _thing("s", kind="service", languages=("hu",))

    (taken,) = _take(service)

    assert line_of(taken.thing, "en").is_other_language


def test_only_what_speaks_the_language_comes_with_a_collection() -> None:
    other, broken = _thing("hu1", languages=("hu",)), _thing("x", state="broken")
    inner = (_thing("en1"), other, broken)
    collection = _thing("c", kind="collection", items=inner)

    (taken,) = _take(collection)

    assert [item.uid for item in taken.thing.items] == ["en1"]
    assert taken.left_out == 2


def test_a_long_collection_is_cut_and_says_so() -> None:
    inner = tuple(_thing(f"r{n}") for n in range(45))

    (taken,) = _take(_thing("c", kind="collection", items=inner))

    assert len(taken.thing.items) == choosing.MOST_OF_COLLECTION
    assert taken.left_out == 15


@pytest.mark.parametrize("state", [LineState.BROKEN, LineState.RETIRED])
def test_what_leads_nowhere_is_refused_by_name(state: str) -> None:
    with pytest.raises(BadInput, match="“A”"):
        _take(_thing("a", state=state))


def test_a_private_collection_is_refused_with_what_to_do() -> None:
    with pytest.raises(BadInput, match="Make it unlisted"):
        _take(_thing("c", kind="collection", is_private=True))


def test_what_is_not_there_is_counted() -> None:
    draft = _draft(_thing("a"), _thing("b"))

    with pytest.raises(BadInput, match="2 of the things"):
        choosing.take(draft, {})


def test_an_empty_sheet_is_refused() -> None:
    with pytest.raises(BadInput, match="Tick something"):
        _take()


def test_everything_stands_once_and_forty_lines_are_the_most() -> None:
    twice = Chosen("resource", "a"), Chosen("resource", "a", "again")
    many = tuple(Chosen("resource", f"r{n}") for n in range(MOST_LINES + 1))

    assert drafts.clean_lines(twice) == twice[:1]
    assert len(drafts.clean_lines(many[:MOST_LINES])) == MOST_LINES
    with pytest.raises(BadInput, match="40 lines"):
        drafts.clean_lines(many)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"language": "xx-nothing"}, "language"),
        ({"language": ""}, "language"),
        ({"level": "none"}, "level"),
        ({"hat": "\x00"}, "hat"),
        ({"days": 6}, "days"),
        ({"days": 366}, "days"),
        ({"note": "x" * 1501}, "note"),
        ({"lines": (Chosen("person", "a"),)}, "lines"),
        ({"lines": (Chosen("resource", "a b\x00"),)}, "lines"),
        ({"lines": (Chosen("resource", "a" * 25),)}, "lines"),
    ],
)
def test_a_draft_that_cannot_be_says_where(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInput) as refused:
        drafts.clean(replace(_draft(_thing("a")), **changes))

    assert refused.value.field == field


def test_words_are_tidied() -> None:
    title, note = " Asthma\u202e \n now ", "One.\r\n\r\n\r\n\r\nTwo.\x00"

    clean = drafts.clean(_draft(_thing("a"), title=title, note=note))

    assert clean.title == "Asthma now"
    assert clean.note == "One.\n\nTwo."


def test_a_sheet_knows_its_direction_and_what_is_gone() -> None:
    inner = Line("resource", "B", state="retired", is_other_language=True)
    lines = (
        Line("collection", "C", items=(inner,)),
        Line("service", "S"),
        Line("resource", "A", state="broken"),
        Line("resource", "D", state="replaced"),
    )

    sheet = Sheet("ar", lines, NOW.date(), "Medagora", "https://medagora.example/")

    assert sheet.direction == "rtl"
    assert sheet.gone_count == 2
    assert [line.title for line in sheet.services] == ["S"]
    assert [line.title for line in sheet.resources] == ["C", "A", "D"]


@given(st.integers(1, MOST_LINES))
def test_what_stands_under_all_collections_together_has_an_end(count: int) -> None:
    items = tuple(_thing(f"i{number}") for number in range(60))
    things = [_thing(f"c{n}", kind="collection", items=items) for n in range(count)]

    taken = _take(*things)

    under = [len(one.thing.items) for one in taken]
    assert sum(under) <= choosing.MOST_OF_COLLECTIONS
    assert len(set(under)) == 1
    assert 0 < under[0] <= choosing.MOST_OF_COLLECTION
    assert all(one.left_out == 60 - under[0] for one in taken)
