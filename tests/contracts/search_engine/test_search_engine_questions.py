"""Questions of people lie apart: what is common among them stays rare elsewhere."""

import pytest

from medagora.search.domain.documents import ContentDocument, Mark, Sort, content_id
from medagora.search.domain.requests import ContentQuery, Filters, Need
from tests.contracts.search_engine.asking import asked, found, groups
from tests.contracts.search_engine.conftest import EngineOf
from tests.contracts.search_engine.documents import LUNGS, NOTES


def question(uid: str, title: str, text: str = "", *marks: Mark) -> ContentDocument:
    return ContentDocument(
        uid,
        (title,),
        (text,),
        languages=("en",),
        kind="living",
        topics=("asthma",),
        sort=Sort.QUESTION,
        marks=(Mark.QUESTION, *marks),
    )


SLEEP = question("sleep", "How do you sleep with asthma?", "I wake at four.")
SPORT = question("sport", "Which sport is good with asthma?", "", Mark.HELPED)
CROWD = tuple(question(f"q{n}", "Who has asthma and a cat?") for n in range(30))


def test_questions_do_not_change_what_is_rare_in_other_content(
    engine_of: EngineOf,
) -> None:
    engine = engine_of(LUNGS)
    query = ContentQuery(groups(engine, "asthma wheeze"))
    alone = engine.explain(query, "lungs")

    engine.write(CROWD)

    assert engine.explain(query, "lungs") == alone
    assert engine.commonness(["asthma"]) == {"asthma": 1 / (1 + len(NOTES))}
    assert engine.commonness(["asthma"], Sort.QUESTION) == {"asthma": 1.0}


def test_each_shelf_counts_its_own(engine_of: EngineOf) -> None:
    engine = engine_of(LUNGS, *CROWD)

    assert engine.count(Sort.QUESTION) == 30
    assert engine.count(Sort.RESOURCE) == engine.count(Sort.ENTRY) == 1 + len(NOTES)
    assert engine.count() == 31 + len(NOTES)


def test_a_question_leaves_and_changes(engine_of: EngineOf) -> None:
    engine = engine_of(SLEEP, SPORT)

    engine.write(
        [question("sport", "Which gym is good with a weak heart?")],
        gone=[content_id("sleep", Sort.QUESTION)],
    )

    assert found(engine, "asthma", sort=Sort.QUESTION).total == 0
    assert found(engine, "heart", sort=Sort.QUESTION).uids == ("sport",)


def test_of_two_that_fit_alike_the_one_that_helped_comes_first(
    engine_of: EngineOf,
) -> None:
    same = "Which sport is good with asthma?"
    engine = engine_of(question("a", same), SPORT, question("z", same))

    assert found(engine, "asthma sport", sort=Sort.QUESTION).uids[0] == "sport"


def test_what_fits_better_comes_before_what_helped(engine_of: EngineOf) -> None:
    engine = engine_of(SLEEP, SPORT, *CROWD)
    query = asked(engine, "sleep asthma", sort=Sort.QUESTION, need=Need.SOME)

    assert engine.find_content(query).uids[0] == "sleep"


@pytest.mark.parametrize("mark", [Mark.HELPED, Mark.QUESTION])
def test_questions_are_narrowed_by_what_became_of_them(
    engine_of: EngineOf, mark: Mark
) -> None:
    engine = engine_of(SLEEP, SPORT)
    answer = found(engine, "asthma", sort=Sort.QUESTION, filters=Filters(marks=(mark,)))

    fitting = {d.uid for d in (SLEEP, SPORT) if mark in d.marks}
    assert set(answer.uids) == fitting
    assert answer.facets.mark[Mark.HELPED] == 1
