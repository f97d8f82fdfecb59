"""What librarians can say, and that nobody else is taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.kernel.query_language import (
    AllOf,
    AnyOf,
    Fact,
    Node,
    Not,
    Words,
    is_positive,
)
from medagora.kernel.refusals import BadInput
from medagora.search.domain.librarian import (
    FACTS,
    FIELDS,
    LONGEST,
    PLACES,
    Librarian,
    folded_words,
    read_query,
)


def read(text: str) -> Librarian:
    query = read_query(text)
    assert query is not None
    return query


@pytest.mark.parametrize(
    "text",
    [
        "",
        "asthma",
        "what helps against asthma?",
        "covid-19",
        "covid -19",
        "type-2 diabetes",
        "e-mail",
        "asthma - symptoms",
        "– asthma",
        "10:30",
        "ratio 2:1",
        "re: asthma",
        "Asthma: a guide for parents",
        "What it is: asthma explained",
        "topic: asthma",
        "asthma:symptoms",
        "Patient:innen mit Diabetes",
        "Ärzt:innen",
        "WHO:n ohjeet",
        "https://www.nhs.uk/conditions/asthma/",
        "see http://example.org?title=x:y",
        "doi:10.1056/NEJMoa2001017",
        "https://doi.org/10.1056/NEJMoa2001017",
        "PMID: 31978945",
        "Smith J. Asthma. Lancet 2020;1:2-3. doi:10.1016/s0140-6736(20)1 pmid:1",
        "diabetes (type 2)",
        "chronic obstructive pulmonary disease (COPD)",
        "pain :(",
        "ASTHMA AND COPD",
        "SHOULD I EAT SALT OR NOT",
        "either asthma or copd, not both",
        "Oregon (OR)",
        "OR",
        "NOT",
        "5'10\" tall",
        'צה"ל',
        "f*** pain",
        "2*3",
        "sh*t blood",
        "什么是哮喘",
        "ما هو الربو؟",
        "doctor's visit",
    ],
)
def test_plain_words_are_never_taken_for_syntax(text: str) -> None:
    assert read_query(text) is None


ASTHMA = Words("asthma")


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ('"heart failure"', Words("heart failure")),
        ("asthma -mice", AllOf((ASTHMA, Not(Words("mice"))))),
        ("asthma NOT mice", AllOf((ASTHMA, Not(Words("mice"))))),
        ("asthma OR copd", AnyOf((ASTHMA, Words("copd")))),
        ("asthma AND copd", AllOf((ASTHMA, Words("copd")))),
        ("vaccin*", Words("vaccin", is_prefix=True)),
        ("title:asthma", Words("asthma", "title")),
        ("(title:asthma)", Words("asthma", "title")),
        ("text:asthma", Words("asthma", "text")),
        ('by:"World Health"', Words("World Health", "by")),
        ("publisher:who", Words("who", "by")),
        ("source:who", Words("who", "by")),
        ("author:who", Words("who", "by")),
        ('topic:"Heart attack"', Fact("topic", "Heart attack")),
        ("lang:de", Fact("lang", "de")),
        ("language:German", Fact("lang", "de")),
        ("kind:podcast", Fact("kind", "podcast")),
        ("kind:Video", Fact("kind", "video-channel")),
        ("for:patients", Fact("for", "patients")),
        ("audience:professionals", Fact("for", "professionals")),
        ("country:de", Fact("country", "DE")),
        ("country:Deutschland", Fact("country", "DE")),
        ('country:"United Kingdom"', Fact("country", "GB")),
        ("site:www.who.int", Fact("site", "who.int")),
        ("host:https://www.who.int/health?a=(b)", Fact("site", "who.int")),
        ("after:2026", Fact("after", "2026-01-01")),
        ("before:2026-02", Fact("before", "2026-02-01")),
        ("is:confirmed", Fact("is", "confirmed")),
        ("is:FREE", Fact("is", "free")),
        ("is:checked", Fact("is", "checked")),
        ("-doi:10.1000/A(1) asthma", AllOf((Not(Fact("doi", "10.1000/a(1)")), ASTHMA))),
        ("asthma OR pmid:31978945", AnyOf((ASTHMA, Fact("pmid", "31978945")))),
        ("code:e11.9", Fact("code", "E11.9")),
        ("code:mesh:d003924", Fact("code", "MESH:D003924")),
        ("哮喘 OR copd", AnyOf((Words("哮喘"), Words("copd")))),
        (
            'what it is: "asthma"',
            AllOf((Words("what"), Words("it"), Words("is:"), ASTHMA)),
        ),
    ],
)
def test_a_query_is_read_as_a_tree(text: str, node: Node) -> None:
    assert read(text).node == node


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("-mice", "only says what you do not want"),
        ("asthma OR -mice", "only says what you do not want"),
        ("-lang:de", "only says what you do not want"),
        ('""', "no word between the quotation marks at character 1"),
        ('"', "no word between the quotation marks|never closed"),
        ('asthma "heart', "quotation mark at character 8 is never closed"),
        ("titel:asthma", "no field “titel:” (character 1). The fields are: title:"),
        ("asthma journal:lancet", "no field “journal:” (character 8)"),
        ('"asthma" Patient:innen', "no field “patient:” (character 10)"),
        ("langauge:de", "put them in quotation marks"),
        ("va*", "at least three letters before the * (character 1)"),
        ("asthma lang:elvish", "not a language that we know (character 8)"),
        ("kind:book", "What can be: website, article, blog"),
        ("for:kids", "What can be: patients, professionals"),
        ("is:good", "What can be: confirmed, checked, free"),
        ("country:narnia", "not a country that we know (character 1)"),
        ("site:who", "not the address of a site (character 1)"),
        ("site:http://[", "not the address of a site"),
        ("after:soon", "Write a day as 2026-01-31"),
        ("asthma -doi:x", "A DOI begins with 10."),
        ("asthma -pmid:x", "A PMID is a number"),
        ("code:asthma", "is not a code (character 1)"),
        ("topic:…", "Something must follow “topic:”"),
        ('title:"', "Something must follow “title:”"),
        ("asthma OR copd)", "bracket at character 15 closes nothing"),
        ("title:" + "a" * LONGEST, "at most 500 characters"),
    ],
)
def test_says_what_is_wrong_and_where(text: str, words: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_query(text)

    assert any(part in str(refused.value) for part in words.split("|"))
    assert refused.value.field == "query"


def test_every_field_is_a_place_for_words_or_a_fact() -> None:
    assert {*PLACES, *FACTS} == set(FIELDS.values())


def test_words_are_folded_as_documents_are() -> None:
    assert folded_words(Words("Magas vérnyomás")) == ("magas", "vernyomas")
    assert folded_words(Words("肺癌治")) == ("肺癌", "癌治")


def test_hits_show_the_words_that_were_asked_for_and_no_others() -> None:
    query = read('title:Asthma (copd OR "magas vérny*") -mice vaccin* by:who lang:de')

    assert query.positive_words() == ("asthma", "copd", "magas", "who")
    assert query.positive_starts() == ("verny", "vaccin")


def test_the_values_of_a_fact_are_found_wherever_they_stand() -> None:
    query = read("topic:asthma (topic:copd OR heart) -topic:flu")

    assert query.values_of("topic") == ["asthma", "copd", "flu"]
    assert query.values_of("lang") == []


PIECES = [*(f"{name}:" for name in FIELDS), "a", "癌", "OR", "NOT", "AND", *'()"-*:. ']


@given(
    st.text(max_size=60)
    | st.lists(
        st.sampled_from(
            [
                *(f"{name}:" for name in FIELDS),
                "a",
                "癌",
                "OR",
                "NOT",
                "AND",
                *'()"-*:.',
            ]
        ),
        max_size=12,
    ).map("".join)
    | st.lists(
        st.sampled_from(["lang:de", "asthma", "OR", "-", "(", ")", '"x"', "is:free"]),
        max_size=12,
    ).map(" ".join)
)
def test_any_text_is_words_a_query_or_refused(text: str) -> None:
    try:
        query = read_query(text)
    except BadInput:
        return
    if query is not None:
        assert is_positive(query.node)
        query.positive_words()
        query.positive_starts()


@given(
    st.lists(
        st.text(st.characters(categories=["Ll", "Lo"]), min_size=1, max_size=8),
        max_size=6,
    )
)
def test_small_letters_alone_are_always_plain(words: list[str]) -> None:
    assert read_query(" ".join(words)) is None
