"""What MedlinePlus knows about topics, and what we take over of it.

Pure: the topics we have and the facts of a file go in, a plan comes out. The plan
only ever adds. Words that are already a name or term of another topic stay out, so
that no search becomes ambiguous by an import.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from medagora.kernel.text import fold
from medagora.topics.domain.medlineplus_groups import body_system_of, kind_of

ORIGIN = "medlineplus"
LONGEST_TERM = 160
#: Far more than real files need (two or three).
MOST_ROUNDS = 10


@dataclass(frozen=True)
class TopicFacts:
    """One health topic of the file in one language."""

    id: str
    title: str
    language: str
    summary: str = ""
    synonyms: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    mesh: tuple[str, ...] = ()
    related: tuple[str, ...] = ()  # ids
    counterpart: str = ""  # the id of the same topic in the other language


@dataclass(frozen=True)
class KnownTopic:
    """A topic that we have: its words by language, folded, and its MeSH codes."""

    slug: str
    words: Mapping[str, frozenset[str]]
    mesh: frozenset[str]
    related: frozenset[str] = frozenset()


@dataclass(frozen=True)
class NewTopic:
    """A topic to make: names and descriptions by language."""

    slug: str
    kind: str
    body_system: str
    names: Mapping[str, str]
    descriptions: Mapping[str, str]


@dataclass
class Plan:
    """What to add, and which of our topics each of theirs is."""

    slugs: dict[str, str] = field(default_factory=dict)  # their id -> our slug
    new_topics: list[NewTopic] = field(default_factory=list)
    #: Slug, language and words.
    terms: list[tuple[str, str, str]] = field(default_factory=list)
    codes: list[tuple[str, str]] = field(default_factory=list)  # slug, descriptor
    relations: set[tuple[str, str]] = field(default_factory=set)

    @property
    def adds_nothing(self) -> bool:
        return not (self.new_topics or self.terms or self.codes or self.relations)


def make_plan(
    known: Sequence[KnownTopic], facts: Sequence[TopicFacts], *, new_topics: bool
) -> Plan:
    """Which topics of the file are ours, and what they add.

    A topic is ours by its title, else by a MeSH code that only one of our topics
    has. Several may be the same one of ours; words are taken from those that are so
    by their title, or from the only one that is so by its code.

    What is added can make more match, so the plan is made until it adds nothing:
    the same file taken twice changes nothing the second time.
    """
    whole = Plan()
    for _round in range(MOST_ROUNDS):
        plan = _make_round(known, facts, new_topics=new_topics)
        whole.slugs = plan.slugs
        whole.new_topics += plan.new_topics
        whole.terms += plan.terms
        whole.codes += plan.codes
        whole.relations |= plan.relations
        if plan.adds_nothing:
            break
        known = with_plan(known, plan)
    return whole


def with_plan(known: Sequence[KnownTopic], plan: Plan) -> list[KnownTopic]:
    """What we know after the plan was carried out."""
    words: dict[str, dict[str, set[str]]] = {}
    mesh: dict[str, set[str]] = {}
    related: dict[str, set[str]] = {}
    for topic in known:
        words[topic.slug] = {code: set(w) for code, w in topic.words.items()}
        mesh[topic.slug], related[topic.slug] = set(topic.mesh), set(topic.related)
    for new in plan.new_topics:
        words[new.slug] = {code: {fold(name)} for code, name in new.names.items()}
        mesh[new.slug], related[new.slug] = set(), set()
    for slug, language, term in plan.terms:
        words[slug].setdefault(language, set()).add(fold(term))
    for slug, code in plan.codes:
        mesh[slug].add(code)
    for slug, other in plan.relations:
        related[slug].add(other)
    return [
        KnownTopic(
            slug,
            {code: frozenset(found) for code, found in by_language.items()},
            frozenset(mesh[slug]),
            frozenset(related[slug]),
        )
        for slug, by_language in words.items()
    ]


def _make_round(
    known: Sequence[KnownTopic], facts: Sequence[TopicFacts], *, new_topics: bool
) -> Plan:
    plan = Plan()
    by_title = _match_titles(known, facts)
    by_code = _match_codes(known, facts, by_title)
    plan.slugs = {**by_title, **by_code}
    if new_topics:
        _plan_new(plan, known, facts)
    for one in facts:  # the other language goes where its counterpart went
        if one.id not in plan.slugs and one.counterpart in plan.slugs:
            plan.slugs[one.id] = plan.slugs[one.counterpart]
    givers = _word_givers(plan, by_title, by_code, facts)
    _plan_words(plan, known, givers)
    _plan_relations(plan, known, facts)
    return plan


def _match_titles(
    known: Sequence[KnownTopic], facts: Sequence[TopicFacts]
) -> dict[str, str]:
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for topic in known:
        for language, words in topic.words.items():
            for word in words:
                owners[language, word].add(topic.slug)
    matched = {}
    for one in facts:
        slugs = owners.get((one.language, fold(one.title)), set())
        if len(slugs) == 1:
            matched[one.id] = next(iter(slugs))
    return matched


def _match_codes(
    known: Sequence[KnownTopic],
    facts: Sequence[TopicFacts],
    matched: Mapping[str, str],
) -> dict[str, str]:
    owners: dict[str, set[str]] = defaultdict(set)
    for topic in known:
        for code in topic.mesh:
            owners[code].add(topic.slug)
    found = {}
    for one in facts:
        if one.id in matched or one.counterpart in matched:
            continue
        slugs = set().union(*(owners.get(code, set()) for code in one.mesh))
        if len(slugs) == 1:
            found[one.id] = slugs.pop()
    return found


def _plan_new(
    plan: Plan, known: Sequence[KnownTopic], facts: Sequence[TopicFacts]
) -> None:
    """Topics for English ones that are not ours; never two of one name."""
    slugs = {topic.slug for topic in known}
    words = _words_of(known)
    others = {one.id: one for one in facts}
    for one in facts:
        if one.language != "en" or {one.id, one.counterpart} & set(plan.slugs):
            continue
        versions = [one, *filter(None, [others.get(one.counterpart)])]
        names = {v.language: v.title[:LONGEST_TERM] for v in versions}
        own = {(language, fold(name)) for language, name in names.items()}
        slug = _free_slug(one.title, slugs)
        if not slug or not words.isdisjoint(own):
            continue
        slugs.add(slug)
        words |= own
        plan.slugs[one.id] = slug
        plan.new_topics.append(
            NewTopic(
                slug=slug,
                kind=kind_of(one.groups),
                body_system=body_system_of(one.groups),
                names=names,
                descriptions={v.language: v.summary for v in versions},
            )
        )


def _words_of(known: Sequence[KnownTopic]) -> set[tuple[str, str]]:
    return {
        (language, word)
        for topic in known
        for language, words in topic.words.items()
        for word in words
    }


def _free_slug(title: str, taken: set[str]) -> str:
    """Words of the title joined by hyphens; a number behind it when it is taken."""
    folded = fold(title).encode("ascii", "ignore").decode()
    slug = "-".join(folded.replace("_", " ").split())[:70].strip("-")
    free, number = slug, 1
    while free in taken:
        number += 1
        free = f"{slug}-{number}"
    return free


def _word_givers(
    plan: Plan,
    by_title: Mapping[str, str],
    by_code: Mapping[str, str],
    facts: Sequence[TopicFacts],
) -> list[TopicFacts]:
    """The topics of the file whose synonyms and codes are ours to take."""
    named = set(by_title.values())
    coded: dict[str, list[str]] = defaultdict(list)
    for their_id, slug in by_code.items():
        coded[slug].append(their_id)
    made = {topic.slug for topic in plan.new_topics}
    givers = {
        one.id
        for one in facts
        if one.id in by_title
        or plan.slugs.get(one.id) in made
        or (
            one.id in by_code
            and by_code[one.id] not in named
            and len(coded[by_code[one.id]]) == 1
        )
    }
    return [
        one
        for one in facts
        if one.id in plan.slugs and (one.id in givers or one.counterpart in givers)
    ]


def _plan_words(
    plan: Plan, known: Sequence[KnownTopic], givers: Sequence[TopicFacts]
) -> None:
    taken = _words_of(known)
    taken |= {
        (language, fold(name))
        for topic in plan.new_topics
        for language, name in topic.names.items()
    }
    codes_taken = {code for topic in known for code in topic.mesh}
    for one in givers:
        slug = plan.slugs[one.id]
        for term in (one.title, *one.synonyms):
            word = (one.language, fold(term))
            if word not in taken and _is_a_word(term):
                taken.add(word)
                plan.terms.append((slug, one.language, term))
        for code in one.mesh:
            if code not in codes_taken:
                codes_taken.add(code)
                plan.codes.append((slug, code))


def _is_a_word(term: str) -> bool:
    """Not an inverted heading ("Pain, Abdominal"), which nobody types."""
    return bool(fold(term)) and ", " not in term and len(term) <= LONGEST_TERM


def _plan_relations(
    plan: Plan, known: Sequence[KnownTopic], facts: Sequence[TopicFacts]
) -> None:
    present = {(topic.slug, other) for topic in known for other in topic.related}
    for one in facts:
        for other in one.related:
            a, b = plan.slugs.get(one.id), plan.slugs.get(other)
            if a and b and a != b and (a, b) not in present and (b, a) not in present:
                plan.relations.add((min(a, b), max(a, b)))
