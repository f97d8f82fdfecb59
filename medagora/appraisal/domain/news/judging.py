"""News read as reviewers of health news read it: ten criteria, each with its words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from medagora.appraisal.domain.findings import LONGEST_QUOTE, MOST_QUOTES, Answer
from medagora.appraisal.domain.news.criteria import NewsAnswer, NewsCriterion
from medagora.appraisal.domain.news.measuring import NewsText, Span, take_apart
from medagora.appraisal.domain.news.model import (
    Evidence,
    Model,
    chance,
    evidence_in,
    pushes,
    score,
    shipped_model,
)
from medagora.appraisal.domain.news.signs import sign_list

#: Readers are shown an answer only where it agreed with reviewers this often.
SURE_ENOUGH = 0.65
#: A criterion that did worse than this on unseen publishers is left to people: its
#: confidence is little more than how often reviewers were satisfied at all.
WORTH_SHOWING = 0.6
#: Below this there is too little to judge; the shortest release reviewed had 282.
FEWEST_WORDS = 120
_FEWEST_DIFFERENT = 60
#: Every ninth word of an English text or more is one of these.
_ENGLISH = frozenset({"the", "of", "and", "to", "that", "with", "was", "for"})
_ENGLISH_SHARE = 0.1
#: Eight times "may" would leave no room for anything else.
_OF_ONE_SIGN = 2


def judge_news(title: str, text: str) -> Mapping[str, NewsAnswer]:
    """An answer to each of the ten criteria, by its key ("cost", "harms", …).

    Always present or absent where there is enough English text: what is shown to
    readers goes through ``leave_open`` first. The headline counts for nothing: those
    of the reviews that the model learned from were written by the reviewers, not by
    the publisher, and would have told it the answers.
    """
    model = shipped_model()
    news = take_apart(text)
    if not _is_english_prose(news):
        return {
            criterion: NewsAnswer(
                criterion, Answer.CANNOT_TELL, 0.0, (), version_of(model)
            )
            for criterion in NewsCriterion
        }
    evidence = evidence_in(model, news)
    return {
        criterion: _answer(model, criterion, news.text, evidence)
        for criterion in NewsCriterion
    }


def leave_open(
    answers: Mapping[str, NewsAnswer], below: float = SURE_ENOUGH
) -> dict[str, NewsAnswer]:
    """The answers for readers: "cannot tell" where the confidence is too small, or
    where the model did too badly on the whole criterion (``WORTH_SHOWING``)."""
    weights = shipped_model().criteria
    return {
        key: answer
        if answer.confidence >= below
        and weights[answer.criterion].held_out >= WORTH_SHOWING
        else replace(answer, answer=Answer.CANNOT_TELL)
        for key, answer in answers.items()
    }


def version_of(model: Model) -> str:
    """The version that answers carry: of the weights, and of the signs they weigh."""
    return f"news {model.version}/{model.signs_version}"


def _is_english_prose(news: NewsText) -> bool:
    count = len(news.words)
    if count < FEWEST_WORDS:
        return False
    folded = [word.folded for word in news.words]
    english = sum(word in _ENGLISH for word in folded)
    return len(set(folded)) >= _FEWEST_DIFFERENT and english / count >= _ENGLISH_SHARE


def _answer(
    model: Model, criterion: NewsCriterion, text: str, evidence: Evidence
) -> NewsAnswer:
    points = score(model, criterion, evidence)
    is_present = points >= 0
    satisfied = chance(model, criterion, points)
    # n-grams weigh too, but "the brain" tells a reader nothing about costs
    own = pushes(model, criterion, sign_list().looks_at[criterion], evidence)
    strongest = sorted(
        (name for name, push in own.items() if push and (push > 0) is is_present),
        key=lambda name: (-abs(own[name]), name),
    )
    return NewsAnswer(
        criterion=criterion,
        answer=Answer.PRESENT if is_present else Answer.ABSENT,
        confidence=round(satisfied if is_present else 1 - satisfied, 3),
        words=_telling_words(text, [evidence.signs[name].spans for name in strongest]),
        version=version_of(model),
    )


def _telling_words(
    text: str, spans_by_strength: Iterable[Sequence[Span]]
) -> tuple[tuple[str, int], ...]:
    """Words of the strongest signs, each place once, in the order of the text."""
    taken: list[Span] = []
    for spans in spans_by_strength:
        for span in spans[:_OF_ONE_SIGN]:
            if _tells(span, taken):
                taken.append(span)
        if len(taken) >= MOST_QUOTES:
            break
    return tuple((text[a:b], a) for a, b in sorted(taken[:MOST_QUOTES]))


def _tells(span: Span, taken: list[Span]) -> bool:
    return span[1] - span[0] <= LONGEST_QUOTE and not any(
        span[0] < end and start < span[1] for start, end in taken
    )
