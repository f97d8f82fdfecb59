"""Who wrote the page, with what knowledge, and who looked it over."""

from collections.abc import Iterator

from medagora.appraisal.domain.criteria.credits import Credit, credits_of
from medagora.appraisal.domain.criteria.discussion import is_discussion
from medagora.appraisal.domain.criteria.evidence import (
    AROUND_TEXT,
    Hits,
    absent,
    no_words,
    present,
    quote_around,
    quote_markup,
    quotes_of,
    standing_in,
)
from medagora.appraisal.domain.criteria.labels import Labels
from medagora.appraisal.domain.criteria.linked_people import Role
from medagora.appraisal.domain.criteria.sentence import Sentences
from medagora.appraisal.domain.findings import Criterion, Finding, Quote
from medagora.appraisal.domain.page import Page
from medagora.appraisal.domain.sight import Sight
from medagora.kernel.text import fold

#: How far after a name words such as "is a cardiologist" may stand.
_PROFESSION_WITHIN = 200
#: Under a name may stand a line such as "Consultant cardiologist".
_LONGEST_LINE = 60
_MOST_MENTIONS = 4
#: A doctor's title alone: of what, it does not say.
_BARE_TITLES = frozenset(
    {"dr", "dra", "dre", "dr dr", "prof", "prof dr", "pr", "pre", "د", "ا د"}
    | {"الدكتور", "الدكتوره", "دكتور", "دكتوره", "البروفيسور", "بروفيسور"}
)


def look(page: Page, hits: Hits, sight: Sight) -> Iterator[Finding]:
    """Author, credentials and reviewer."""
    labels = Labels(page, hits, page.language)
    authors = credits_of(page, labels, Role.AUTHOR)
    is_open = is_discussion(page) and not any(credit.letters for credit in authors)
    reviewers = credits_of(page, labels, Role.REVIEWER)
    yield _visitors(authors) if is_open else _author(authors, sight)
    yield _credentials(page, hits, [*authors, *reviewers], sight)
    yield _reviewer(page, hits, reviewers, sight)


def _visitors(credits: list[Credit]) -> Finding:
    """Of a discussion: a nickname tells no author, and one post has many answers."""
    quotes = [credit.quote for credit in credits]
    return absent(Criterion.AUTHOR, "author.visitors", 0.8, quotes)


def _author(credits: list[Credit], sight: Sight) -> Finding:
    people = [credit for credit in credits if credit.named.is_person]
    bodies = [c for c in credits if not c.named.is_person and not c.named.is_nobody]
    if people:
        return _say(Criterion.AUTHOR, "author.named", people, people[0].confidence)
    if bodies:
        confidence = min(bodies[0].confidence, 0.7)
        return _say(Criterion.AUTHOR, "author.organisation", bodies, confidence)
    if credits:
        quotes = [credit.quote for credit in credits]
        name = credits[0].named.name
        return absent(Criterion.AUTHOR, "author.nobody", 0.8, quotes, name=name)
    if not sight.has_words:
        return no_words(Criterion.AUTHOR)
    return absent(Criterion.AUTHOR, "author.none", 0.75)


def _say(
    criterion: Criterion, said: str, credits: list[Credit], confidence: float
) -> Finding:
    names = tuple(dict.fromkeys(credit.named.name for credit in credits))
    quotes = [credit.quote for credit in credits]
    return present(criterion, said, confidence, quotes, name=names[0], names=names)


def _credentials(
    page: Page, hits: Hits, credits: list[Credit], sight: Sight
) -> Finding:
    criterion = Criterion.CREDENTIALS
    people = [credit for credit in credits if credit.named.is_person]
    known = [(credit, *_known_of(page, hits, credit)) for credit in people]
    known = sorted((k for k in known if k[1]), key=lambda k: _is_bare(k[1]))
    if known:
        credit, letters, quotes = known[0]
        bare = _is_bare(letters)
        said = "credentials.title_only" if bare else "credentials.named"
        name, sure = credit.named.name, 0.6 if bare else 0.9
        return present(criterion, said, sure, quotes, name=name, letters=letters)
    if not sight.has_words:
        return no_words(criterion)
    if people:
        name = people[0].named.name
        return absent(criterion, "credentials.none", 0.7, [people[0].quote], name=name)
    return absent(criterion, "credentials.no_person", 0.7)


def _is_bare(letters: tuple[str, ...]) -> bool:
    return all(fold(letter) in _BARE_TITLES for letter in letters)


def _known_of(
    page: Page, hits: Hits, credit: Credit
) -> tuple[tuple[str, ...], list[Quote]]:
    """Letters beside the name, and professions told in a sentence that names them."""
    letters, quotes = list(credit.letters), [credit.quote]
    seen = credit.quote.words
    quotes += [quote_markup(page, each) for each in letters[:2] if each not in seen]
    professions = standing_in(page, hits, "profession")
    sentences = Sentences(page)
    name, at = credit.named.name, -1
    for _ in range(_MOST_MENTIONS if professions else 0):
        at = page.text.find(name, at + 1)
        if at < 0:
            break
        last = at + len(name)
        end = _end_of_mention(page, last, sentences.around(last - 1).end)
        near = [hit for hit in professions if last <= hit.start < end][:3]
        letters += [page.text[hit.start : hit.end] for hit in near]
        quotes += [quote_around(page, hit.start, hit.end) for hit in near[:2]]
    return tuple(dict.fromkeys(letters))[:6], quotes


def _end_of_mention(page: Page, after: int, end_of_sentence: int) -> int:
    """The sentence's end, or that of a short line under the name ("Cardiologist")."""
    below = page.block_at(end_of_sentence + 1)
    is_last = not page.text[after:end_of_sentence].strip(" ,.")
    if is_last and below and below.end - below.start <= _LONGEST_LINE:
        first = page.words_of(below)
        if ":" not in first and len(first.split()) <= 6:
            return below.end
    return min(end_of_sentence, after + _PROFESSION_WITHIN)


def _reviewer(page: Page, hits: Hits, credits: list[Credit], sight: Sight) -> Finding:
    criterion = Criterion.REVIEWER
    people = [credit for credit in credits if credit.named.is_person]
    bodies = [c for c in credits if not c.named.is_person and not c.named.is_nobody]
    if people:
        return _say(criterion, "reviewer.named", people, people[0].confidence)
    if bodies:
        confidence = min(bodies[0].confidence, 0.7)
        return _say(criterion, "reviewer.organisation", bodies, confidence)
    if not sight.has_words:
        return no_words(criterion)
    labels = Labels(page, hits, page.language)
    alone = list(labels.sure("reviewed_alone", AROUND_TEXT))
    if alone:
        quotes = quotes_of(page, alone)
        return absent(criterion, "reviewer.unnamed", 0.7, quotes)
    return absent(criterion, "reviewer.none", 0.8)
