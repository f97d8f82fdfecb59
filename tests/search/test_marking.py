from hypothesis import given
from hypothesis import strategies as st

from medagora.search.domain.marking import (
    HitTexts,
    Piece,
    Reason,
    Wanted,
    Where,
    find_reasons,
    mark,
)


def marked(text: str, *words: str, starts: tuple[str, ...] = ()) -> list[str]:
    wanted = Wanted(frozenset(words), frozenset(starts))
    return [piece.text for piece in mark(text, wanted) if piece.is_marked]


def test_words_are_marked_as_they_are_written() -> None:
    pieces = mark("A magas Vérnyomás.", Wanted(frozenset({"vernyomas"})))

    assert pieces == (Piece("A magas "), Piece("Vérnyomás", True), Piece("."))


def test_parts_of_words_are_marked_only_when_a_beginning_was_asked_for() -> None:
    assert marked("Heartburn", "heart") == []
    assert marked("Heartburn", starts=("heart",)) == ["Heartburn"]


def test_a_word_is_marked_with_the_arabic_article_or_without() -> None:
    assert marked("أعراض الربو", "ربو") == ["الربو"]


def test_pairs_of_letters_are_marked_as_one_stretch() -> None:
    assert marked("2型糖尿病情報", "糖尿", "尿病") == ["糖尿病"]


@given(st.text(max_size=80), st.sets(st.text(min_size=1, max_size=3), max_size=4))
def test_pieces_joined_are_the_text(text: str, words: set[str]) -> None:
    pieces = mark(text, Wanted(frozenset(words), frozenset(words)))

    assert "".join(piece.text for piece in pieces) == text


def test_reasons_say_where_the_words_stand() -> None:
    texts = HitTexts(
        titles=("Asthma UK", "Asztma"),
        descriptions=("Living with asthma.",),
        publisher="A charity",
        topics=("asthma", "copd"),
        shown=("Asthma UK", "Living with asthma."),
    )
    topics = {"asthma": frozenset({"asthma"}), "lung": frozenset({"asthma", "copd"})}

    reasons = find_reasons(texts, Wanted(frozenset({"asthma", "lung"})), topics)

    assert reasons == (
        Reason(Where.TITLE, ("Asthma",)),
        Reason(Where.DESCRIPTION, ("asthma",)),
        Reason(Where.TOPIC, ("asthma", "lung"), topic="asthma"),
    )
