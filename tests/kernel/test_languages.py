from medagora.kernel import languages


def test_languages_are_called_what_their_speakers_call_them() -> None:
    assert languages.own_name("hu") == "magyar"
    assert languages.own_name("ar") == "العربية"


def test_languages_are_named_in_the_readers_language() -> None:
    assert languages.name_in("hu", "de") == "Ungarisch"
    assert languages.name_in("pt-BR", "en") == "Portuguese"


def test_an_unknown_language_is_shown_by_its_code_and_known_to_be_unknown() -> None:
    assert languages.name_in("qx", "en") == "qx"
    assert languages.own_name("not a code!") == "not a code!"
    assert not languages.is_known("qx")


def test_arabic_and_hebrew_run_from_right_to_left() -> None:
    assert [languages.direction(c) for c in ("ar", "he", "fa-IR", "hu")] == [
        "rtl",
        "rtl",
        "rtl",
        "ltr",
    ]


def test_imported_files_name_languages_in_english() -> None:
    names = languages.codes_by_english_name()

    assert names["hungarian"] == "hu"
    assert names["chinese, simplified"] == "zh"


def test_countries_have_names_and_no_groupings() -> None:
    countries = languages.countries_in("hu")

    assert countries["HU"] == "Magyarország"
    assert "EU" not in countries


def test_common_codes_have_two_letters_and_names() -> None:
    codes = languages.common_codes()

    assert set(languages.FINISHED) <= set(codes)
    assert all(len(code) == 2 and languages.is_known(code) for code in codes)
    assert list(codes) == sorted(codes)
