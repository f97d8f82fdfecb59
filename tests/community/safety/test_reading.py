"""Sentences that know where their words stood; and that no text costs too much."""

from hypothesis import given
from hypothesis import strategies as st

from medagora.community.domain.safety.listening import sign_book
from medagora.community.domain.safety.sentences import (
    LONGEST,
    LONGEST_WORD,
    split_sentences,
)
from medagora.kernel.languages import FINISHED


def test_a_text_is_parted_at_full_stops_of_its_script() -> None:
    said = [s.text for s in split_sentences("Hi! Is it so? نعم؟ Ja…")]

    assert said == ["hi ", "is it so ", "نعم ", "ja "]


def test_a_question_is_known_by_its_mark() -> None:
    first, second = split_sentences("هل أوقف الدواء؟ Stop it.")

    assert first.is_question
    assert not second.is_question


def test_english_contractions_are_one_word_and_arabic_marks_are_none() -> None:
    (sentence,) = split_sentences("I can’t, he's أُريدُ")

    assert [word.text for word in sentence.words] == ["i", "cant", "hes", "اريد"]


def test_places_lead_back_to_what_was_written() -> None:
    text = "Oh — I CAN'T go on."
    (sentence,) = split_sentences(text)

    start = sentence.text.index("cant")
    first, last = sentence.span(start, start + len("cant go "))

    assert text[first:last] == "CAN'T go"


def test_words_before_stop_at_a_pause() -> None:
    (sentence,) = split_sentences("i dont know, i want to die")

    place = sentence.text.index("want")
    assert sentence.before(place, 2) == ["i"]
    assert sentence.before(sentence.text.index("know"), 2) == ["dont", "i"]


@given(st.text(max_size=500))
def test_every_word_stands_where_it_says(text: str) -> None:
    for sentence in split_sentences(text):
        assert 0 < len(sentence.words) <= LONGEST
        for word in sentence.words:
            assert 0 <= word.start < word.end <= len(text)
            assert 0 < len(word.text) <= LONGEST_WORD


def test_a_text_without_a_full_stop_is_read_in_parts_that_overlap() -> None:
    words = [f"w{number}" for number in range(200)]

    parts = split_sentences(" ".join(words))

    read = {word.text for part in parts for word in part.words}
    assert read == set(words)
    assert sum(len(part.words) for part in parts) < 2 * len(words)


def test_every_line_of_every_language_can_be_read() -> None:
    for folder in ("crisis_words", "advice_words"):
        assert set(sign_book(folder).tongues) == {*FINISHED}
