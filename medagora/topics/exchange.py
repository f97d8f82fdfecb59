"""Reads for imports and exports; other rooms find them in ``queries``."""

from collections import defaultdict

from django.db.models import Count, Max

from medagora.kernel.refusals import NotFound
from medagora.kernel.text import fold
from medagora.topics.domain.files import TermDraft, TextDraft, TopicDraft
from medagora.topics.domain.medlineplus import KnownTopic
from medagora.topics.domain.plain import TopicRecord
from medagora.topics.domain.words import CodeSystem, Register
from medagora.topics.models import Code, Term, Topic, TopicText


def list_records() -> list[TopicRecord]:
    """Every topic with all its words as it leaves this site, by slug."""
    topics = Topic.objects.select_related("parent").prefetch_related(
        "texts", "terms", "codes", "related"
    )
    return sorted(map(_record_of, topics), key=lambda record: record.draft.slug)


def get_draft(slug: str) -> TopicDraft:
    """One topic as it is written down; NotFound otherwise."""
    topics = Topic.objects.select_related("parent").prefetch_related(
        "texts", "terms", "codes", "related"
    )
    topic = topics.filter(slug=slug).first()
    if topic is None:
        raise NotFound("There is no topic %(slug)s.", slug=slug)
    return _record_of(topic).draft


def _record_of(topic: Topic) -> TopicRecord:
    terms: dict[str, list[Term]] = defaultdict(list)
    for term in sorted(topic.terms.all(), key=_row_id):
        terms[term.language].append(term)
    texts = {
        text.language: TextDraft(
            name=text.name,
            description=text.description,
            terms=tuple(map(_term_draft, terms[text.language])),
        )
        for text in sorted(topic.texts.all(), key=lambda text: text.language)
    }
    draft = TopicDraft(
        slug=topic.slug,
        kind=topic.kind,
        body_system=topic.body_system,
        parent=topic.parent.slug if topic.parent else "",
        related=tuple(sorted(other.slug for other in topic.related.all())),
        codes=tuple(sorted((code.system, code.value) for code in topic.codes.all())),
        texts=texts,
    )
    return TopicRecord(draft, topic.origin)


def _row_id(row: Term) -> int:
    return int(row.pk)


def _term_draft(term: Term) -> TermDraft:
    return TermDraft(term.text, Register(term.register), term.is_ambiguous, term.origin)


def known_topics() -> list[KnownTopic]:
    """Every topic with its folded words and MeSH codes, by slug; five queries."""
    words: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    mesh: dict[str, set[str]] = defaultdict(set)
    related: dict[str, set[str]] = defaultdict(set)
    names = TopicText.objects.values_list("topic__slug", "language", "name")
    for slug, language, name in names:
        words[slug][language].add(fold(name))
    terms = Term.objects.values_list("topic__slug", "language", "folded")
    for slug, language, folded in terms:
        words[slug][language].add(folded)
    codes = Code.objects.filter(system=CodeSystem.MESH)
    for slug, value in codes.values_list("topic__slug", "value"):
        mesh[slug].add(value)
    pairs = Topic.related.through._default_manager.values_list(
        "from_topic__slug", "to_topic__slug"
    )
    for slug, other in pairs:
        related[slug].add(other)
    return [
        KnownTopic(
            slug,
            {language: frozenset(found) for language, found in words[slug].items()},
            frozenset(mesh[slug]),
            frozenset(related[slug]),
        )
        for slug in sorted(Topic.objects.values_list("slug", flat=True))
    ]


def slug_by_word() -> dict[str, str]:
    """Folded names, terms and slugs in any language that mean exactly one topic."""
    owners: dict[str, set[str]] = defaultdict(set)
    for topic in known_topics():
        owners[fold(topic.slug)].add(topic.slug)
        for words in topic.words.values():
            for word in words:
                owners[word].add(topic.slug)
    return {
        word: next(iter(slugs)) for word, slugs in owners.items() if len(slugs) == 1
    }


def change_marks() -> tuple[object, ...]:
    """Values of which one changes when a topic does."""
    marks = Topic.objects.aggregate(n=Count("pk"), last=Max("updated_at"))
    return tuple(marks.values())
