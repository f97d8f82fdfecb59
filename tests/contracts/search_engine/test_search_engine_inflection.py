"""Words find each other in all their forms, with accents and without."""

from itertools import permutations

import pytest

from medagora.search.domain.documents import ContentDocument
from medagora.search.domain.requests import ContentQuery, Filters
from medagora.search.gateways import SearchEngine
from tests.contracts.search_engine.asking import groups
from tests.contracts.search_engine.documents import NOTES
from tests.contracts.search_engine.engines import ENGINES

#: A language, and forms of one word in it.
FORMS = [
    ("en", ("diabetics", "diabetic", "Diabetes")),
    ("en", ("vaccinations", "vaccination", "VACCINATED")),
    ("de", ("Kinder", "Kind", "Kindern")),
    ("de", ("Entzündungen", "Entzündung", "entzundung")),
    ("fr", ("allergies", "allergie")),
    ("fr", ("hôpitaux", "hôpital", "hopital")),
    ("es", ("infecciones", "infección", "infeccion")),
    ("es", ("niños", "niño", "ninos")),
    ("hu", ("betegségek", "betegség", "betegsegek", "betegseg")),
    ("hu", ("vérnyomásom", "vérnyomás", "vernyomas")),
    ("ar", ("الأمراض", "أمراض", "امراض")),
    ("ar", ("مريضة", "مريض", "المريض")),
    ("ru", ("болезни", "болезнь", "БОЛЕЗНЬ")),
    ("ru", ("ребёнок", "ребенок")),
]


PAIRS = [
    (language, written, asked)
    for language, forms in FORMS
    for written, asked in permutations(forms, 2)
]


@pytest.fixture(params=ENGINES, scope="module")
def inflected(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> SearchEngine:
    """A page for each form, and one in each language that is about something else."""
    pages = [
        ContentDocument(f"{language} {form}", (form,), languages=(language,))
        for language, forms in FORMS
        for form in forms
    ]
    others = [
        ContentDocument(f"other {language}", ("Xylophone",), languages=(language,))
        for language, _forms in FORMS
    ]
    engine = ENGINES[request.param](tmp_path_factory.mktemp("inflected"))
    engine.rebuild([*pages, *others, *NOTES])
    return engine


@pytest.mark.parametrize(("language", "written", "asked"), PAIRS)
def test_forms_of_a_word_find_each_other(
    inflected: SearchEngine, language: str, written: str, asked: str
) -> None:
    query = ContentQuery(
        groups(inflected, asked, language), Filters(language=language), limit=100
    )

    uids = inflected.find_content(query).uids

    assert f"{language} {written}" in uids
    assert f"other {language}" not in uids


def test_small_words_around_a_form_do_no_harm(inflected: SearchEngine) -> None:
    words = groups(inflected, "was tun bei Entzündungen", "de")

    assert "de Entzündung" in inflected.find_content(ContentQuery(words)).uids
