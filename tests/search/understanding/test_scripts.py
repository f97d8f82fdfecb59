import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.search.domain.understanding.layouts import wrong_layout
from medagora.search.domain.understanding.scripts import (
    LANGUAGES,
    MAX_READINGS,
    readings,
    skeletons,
)


@pytest.mark.parametrize(
    ("typed", "native"),
    [
        ("diabet", "диабет"),
        ("astma", "астма"),
        ("rak legkih", "рак легких"),
        ("davlenie", "давление"),
        ("vysokoe davlenie", "высокое давление"),
        ("golovnaya bol", "головная боль"),
        ("golovnaja bol'", "головная боль"),
        ("epilepsiya", "эпилепсия"),
        ("ekzema", "экзема"),
        ("insult", "инсульт"),
        ("serdechnyj pristup", "сердечный приступ"),
        ("pohudenie", "похудение"),
        ("shchitovidnaya zheleza", "щитовидная железа"),
        ("serdce", "сердце"),
        ("beremennost", "беременность"),
        ("ya el ryby mnogo", "я ел рыбы много"),
    ],
)
def test_russian_is_read_from_latin_letters(typed: str, native: str) -> None:
    assert native in readings(typed, ("ru",))


@pytest.mark.parametrize(
    ("typed", "native"),
    [
        ("diabet", "діабет"),
        ("vysokyi tysk", "високий тиск"),
        ("hryp", "грип"),
        ("holovnyi bil", "головний біль"),
        ("yizha", "їжа"),
    ],
)
def test_ukrainian_is_read_from_latin_letters(typed: str, native: str) -> None:
    assert native in readings(typed, ("uk",))


@pytest.mark.parametrize(
    ("typed", "native"),
    [
        ("sukkari", "سكري"),
        ("alsukkari", "السكري"),
        ("daght al dam", "ضغط الدم"),
        ("daght al-dam", "ضغط الدم"),
        ("saratan", "سرطان"),
        ("suda3", "صداع"),
        ("iltihab", "التهاب"),
        ("7aml", "حمل"),
        ("qalb", "قلب"),
        ("rabu", "ربو"),
        ("kolesterol", "كولسترول"),
    ],
)
def test_arabic_is_read_from_latin_letters_and_digits(typed: str, native: str) -> None:
    assert native in readings(typed, ("ar",))


def test_only_latin_letters_have_readings() -> None:
    assert readings("астма") == readings("سكري") == readings("köszvény") == []
    assert readings("") == readings("120") == readings("a" * 61) == []


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("سكري", "sukkari"),
        ("السكري", "alsukkari"),
        ("سُكَّري", "sokkary"),
        ("ضغط", "daght"),
        ("سرطان", "saratan"),
        ("صداع", "suda3"),
        ("التهاب", "iltihab"),
        ("الربو", "rabw"),
        ("قلب", "qalb"),
        ("قلب", "galb"),
        ("حمل", "7aml"),
        ("كبد", "kabid"),
        ("حساسية", "hassasiyyah"),
        ("حساسية", "hasasiya"),
        ("ذبحة", "zab7a"),
        ("سبب", "sabab"),
        ("خرف", "5araf"),
        ("شقيقة", "shaqiqa"),
        ("جلطة", "galta"),
        ("جلطة", "jalta"),
    ],
)
def test_an_arabic_word_and_its_latin_spelling_share_a_skeleton(
    arabic: str, latin: str
) -> None:
    assert skeletons(arabic) & skeletons(latin)


def test_different_words_have_different_skeletons() -> None:
    words = ("سكري", "ضغط", "سرطان", "صداع", "قلب", "حمل", "كبد", "خرف")
    found = [skeletons(word) for word in words]

    assert sum(map(len, found)) == len(frozenset().union(*found))
    assert skeletons("و") == skeletons("a") == skeletons("") == frozenset()


@pytest.mark.parametrize(
    ("typed", "language", "meant"),
    [
        ("fcnvf", "ru", "астма"),
        ("lbf,tn", "ru", "диабет"),
        ("Ujkjdyfz ,jkm", "ru", "головная боль"),
        ("lsf,tn", "uk", "діабет"),
        ("фыерьф", "ru", "asthma"),
        ("pain", "ru", ""),
        ("астма", "ru", ""),
        ("migraine", "en", ""),
        ("syiv", "hu", "sziv"),
        ("vérnzomás", "hu", "vérnyomás"),
        ("Zzste", "de", "Yyste"),
        ("asthma", "de", ""),
        ("", "ru", ""),
        ("x", "layout", ""),
        ("x", "latin", ""),
    ],
)
def test_the_wrong_keyboard_is_noticed(typed: str, language: str, meant: str) -> None:
    assert wrong_layout(typed, language) == meant


@given(
    st.text(max_size=30) | st.text("abcdeghijklmnoqstuwxyz2357' -", max_size=30),
    st.integers(1, MAX_READINGS),
)
def test_there_are_few_readings_and_each_once(text: str, limit: int) -> None:
    found = readings(text, limit=limit)

    assert len(found) <= limit * len(LANGUAGES)
    assert len(found) == len(set(found))
    for language in LANGUAGES:
        assert set(readings(text, (language,), limit)) <= set(found)


@given(st.text(max_size=30) | st.text("ابتثجحخدذةقغ ألعي", max_size=30))
def test_skeletons_are_few_and_of_consonants(word: str) -> None:
    found = skeletons(word)

    assert len(found) <= 16
    assert all(len(one) > 1 and set(one) <= set("btjhxdrzsSfkglmnG") for one in found)


@given(st.text(max_size=30), st.sampled_from(["ru", "uk", "hu", "de", "en", ""]))
def test_no_text_is_too_strange_for_another_keyboard(text: str, language: str) -> None:
    meant = wrong_layout(text, language)

    assert meant == "" or meant != text
