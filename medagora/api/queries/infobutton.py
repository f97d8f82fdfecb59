"""The answer to a health record: topics, resources, or what others have."""

from dataclasses import dataclass, replace
from datetime import datetime

from medagora.api.domain.infobutton.asked import Asked, Coded, Person
from medagora.api.domain.infobutton.codes import connect_oid, read_system, tidy_code
from medagora.api.domain.infobutton.medlineplus import LANGUAGES, Pointer
from medagora.api.domain.infobutton.wishes import Wishes, read_wishes
from medagora.api.gateways.medlineplus import Connect, Question
from medagora.api.queries.choosing import Chosen, choose
from medagora.api.queries.knowledge import Concept, How, TopicFound, find_topics
from medagora.api.queries.remembering import remembered
from medagora.topics import queries as topics

MOST_ENTRIES = 20


@dataclass(frozen=True)
class Answer:
    """``asked`` says in ``language`` which language was looked in. ``names`` of the
    topics found, in the reader's language. ``elsewhere``: only when nothing of ours
    was ``chosen``."""

    asked: Asked
    language: str
    wishes: Wishes
    topics: tuple[TopicFound, ...]
    names: tuple[str, ...]
    chosen: tuple[Chosen, ...]
    elsewhere: tuple[Pointer, ...] = ()

    def is_by_name(self, concept: int) -> bool:
        """Was its name what led to a topic, or was there nothing but a name?"""
        by_name = {How.NAME, How.WORDS}
        found = [topic.how for topic in self.topics if topic.concept == concept]
        return (
            bool(by_name.intersection(found)) or not self.asked.criteria[concept].code
        )


def answer(
    asked: Asked, *, language: str, reader: str, now: datetime, connect: Connect
) -> Answer:
    """Resources in ``language`` only; names of topics in the ``reader``'s."""
    wishes = read_wishes(asked, language)
    found = find_topics([_concept(one) for one in asked.criteria], language)
    chosen = choose(found, wishes, language, now=now, limit=MOST_ENTRIES)
    names = _names([topic.id for topic in found], reader)
    result = Answer(
        asked=asked,
        language=language,
        wishes=wishes,
        topics=tuple(found),
        names=tuple(names[topic.id] for topic in found if topic.id in names),
        chosen=tuple(chosen),
    )
    return result if chosen else replace(result, elsewhere=_ask(connect, result))


def _names(ids: list[int], reader: str) -> dict[int, str]:
    if not ids:
        return {}
    key = ("names", reader, *ids)
    return remembered(key, lambda: topics.names_by_id(ids, reader))


def _concept(coded: Coded) -> Concept:
    codes = [(system, coded.code) for system in (coded.system, coded.system_name)]
    is_coded = bool(coded.code)
    known = [pair for pair in codes if pair[0] and is_coded]
    return Concept(
        tuple(known[:1] if read_system(coded.system) else known), coded.names
    )


def _ask(connect: Connect, answer: Answer) -> tuple[Pointer, ...]:
    """Pages of MedlinePlus, which speak to patients, about the first code it knows."""
    if answer.language not in LANGUAGES or answer.asked.recipient is Person.PROVIDER:
        return ()
    for one in answer.asked.criteria:
        oid = connect_oid(one.system, one.system_name)
        if oid and one.code:
            system = read_system(oid)
            code = tidy_code(system, one.code) if system else one.code
            return tuple(connect.ask(Question(oid, code, answer.language)))
    return ()
