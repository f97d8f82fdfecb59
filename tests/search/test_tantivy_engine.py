"""What only an index on a disk can suffer: kills, damage, other versions, readers."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from medagora.kernel.query_language import Fact, Words
from medagora.kernel.refusals import BadInput
from medagora.search.domain.documents import (
    ContentDocument,
    Role,
    Sort,
    TopicDocument,
    TopicTerm,
)
from medagora.search.domain.requests import ContentQuery, Need, WordGroup
from medagora.search.gateways import IndexDamaged, IndexMissing
from medagora.search.gateways.tantivy_engine import TantivyEngine
from medagora.search.gateways.tantivy_files import find_damage

DOCUMENTS = [
    ContentDocument(f"r{number}", (f"Asthma {number}",), languages=("en",))
    for number in range(300)
]
ASTHMA = ContentQuery((WordGroup("asthma"),))


@pytest.fixture
def engine(search_folder: Path) -> TantivyEngine:
    made = TantivyEngine(search_folder)
    made.rebuild(DOCUMENTS)
    return made


def generation(folder: Path) -> Path:
    return folder / str(json.loads((folder / "current").read_text())["generation"])


def total(engine: TantivyEngine) -> int:
    return engine.find_content(ASTHMA).total


@pytest.mark.parametrize("verb", ["write", "rebuild"])
def test_a_kill_in_the_middle_leaves_the_index_as_it_was(
    engine: TantivyEngine, search_folder: Path, verb: str
) -> None:
    command = [sys.executable, "-m", "tests.search.writers", str(search_folder), verb]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        assert total(engine) == 300  # readers go on meanwhile
        assert engine.is_busy()
        process.kill()

    assert not engine.is_busy()
    assert TantivyEngine(search_folder).check() == 300

    engine.write([ContentDocument("late", ("Asthma late",))])
    assert total(engine) == 301
    assert engine.rebuild(DOCUMENTS) == 300
    assert [path.name for path in search_folder.glob("0*")] == [
        generation(search_folder).name
    ]


def test_another_reader_sees_each_commit_and_each_rebuild(
    engine: TantivyEngine, search_folder: Path
) -> None:
    reader = TantivyEngine(search_folder)
    assert total(reader) == 300

    engine.write([ContentDocument("late", ("Asthma late",))], gone=["resource:r1"])
    assert total(reader) == 300
    assert "late" in reader.find_content(ContentQuery((WordGroup("late"),))).uids

    engine.rebuild(DOCUMENTS[:7])
    assert total(reader) == 7


def test_what_is_asked_at_once_is_answered_from_one_state(
    engine: TantivyEngine, search_folder: Path
) -> None:
    late = ContentDocument("late", ("Asthma late",))

    with engine.at_once(), engine.at_once():
        TantivyEngine(search_folder).write([late])
        assert total(engine) == total(engine) == 300

    assert total(engine) == 301


def test_what_fails_while_asking_at_once_holds_nothing(
    engine: TantivyEngine, search_folder: Path
) -> None:
    def fail() -> None:
        with engine.at_once():
            raise ValueError("a mistake of ours")

    with pytest.raises(ValueError, match="a mistake of ours"):
        fail()

    TantivyEngine(search_folder).rebuild(DOCUMENTS[:7])
    assert total(engine) == 7


def test_a_failed_rebuild_leaves_the_index_as_it_was(
    engine: TantivyEngine, search_folder: Path
) -> None:
    def broken() -> Iterator[ContentDocument]:
        yield DOCUMENTS[0]
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError):
        engine.rebuild(broken())

    assert total(engine) == 300
    assert len(list(search_folder.glob("0*"))) == 1


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def overwrite(path: Path) -> None:
    size = path.stat().st_size
    path.write_bytes(
        bytes(255 - byte for byte in path.read_bytes()[: size // 2])
        + (path.read_bytes()[size // 2 :])
    )


def remove(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("harm", [cut, overwrite, remove])
@pytest.mark.parametrize(
    "name", ["*.idx", "*.store", "*.term", "*.fast", "*.fieldnorm", "meta.json"]
)
def test_damage_is_found_and_set_aside(
    engine: TantivyEngine,
    search_folder: Path,
    name: str,
    harm: Callable[[Path], None],
) -> None:
    harm(next(generation(search_folder).glob(name)))

    fresh = TantivyEngine(search_folder)
    with pytest.raises(IndexDamaged):
        fresh.check()
    with pytest.raises(IndexMissing):
        fresh.count()

    assert list(search_folder.glob("broken-*"))
    assert fresh.rebuild(DOCUMENTS) == 300
    assert total(fresh) == 300


def test_damage_met_while_searching_is_set_aside(
    engine: TantivyEngine, search_folder: Path
) -> None:
    cut(next(generation(search_folder).glob("*.idx")))

    with pytest.raises(IndexDamaged):
        total(TantivyEngine(search_folder))

    with pytest.raises(IndexMissing):
        total(engine)


def test_damage_met_while_writing_is_set_aside(
    engine: TantivyEngine, search_folder: Path
) -> None:
    cut(next(generation(search_folder).glob("*.idx")))

    with pytest.raises(IndexDamaged):
        engine.write(DOCUMENTS[:1], gone=["resource:r2"])

    with pytest.raises(IndexMissing):
        engine.count()


def test_damage_met_while_forgetting_is_set_aside(
    engine: TantivyEngine, search_folder: Path
) -> None:
    cut(next(generation(search_folder).glob("*.idx")))

    with pytest.raises(IndexDamaged):
        engine.forget(Sort.RESOURCE, before=10)

    with pytest.raises(IndexMissing):
        engine.count()


def test_deletions_have_checksums_too(
    engine: TantivyEngine, search_folder: Path
) -> None:
    engine.write([], gone=["resource:r1"])

    assert find_damage(generation(search_folder)) == ""

    overwrite(next(generation(search_folder).glob("*.del")))
    assert find_damage(generation(search_folder)).endswith(".del")


def test_only_the_last_broken_generation_is_kept(
    engine: TantivyEngine, search_folder: Path
) -> None:
    for _time in range(3):
        cut(next(generation(search_folder).glob("*.idx")))
        with pytest.raises(IndexDamaged):
            engine.check()
        engine.rebuild(DOCUMENTS)

    assert len(list(search_folder.glob("broken-*"))) == 1


@pytest.mark.parametrize(
    "pointer",
    [
        '{"generation": "000001", "recipe": "0/another", "documents": 1}',
        '{"generation": "000001"}',
        "not json",
        "",
    ],
)
def test_an_index_of_another_recipe_is_no_index(
    engine: TantivyEngine, search_folder: Path, pointer: str
) -> None:
    (search_folder / "current").write_text(pointer)

    with pytest.raises(IndexMissing):
        TantivyEngine(search_folder).count()
    with pytest.raises(IndexMissing):
        engine.write(DOCUMENTS[:1])


def test_a_folder_that_vanished_is_a_missing_index(
    engine: TantivyEngine, search_folder: Path
) -> None:
    assert total(engine) == 300
    generation(search_folder).rename(search_folder / "elsewhere")

    with pytest.raises(IndexDamaged):
        total(engine)


def test_too_many_beginnings_in_a_phrase_are_refused(
    engine: TantivyEngine,
) -> None:
    words = " ".join(f"fail{number}" for number in range(17_000))
    engine.write([ContentDocument("heart", (f"Heart {words}",))])
    phrase = ContentQuery(tree=Words("heart fail", is_prefix=True))
    longer = ContentQuery(tree=Words("heart fail0", is_prefix=True))

    with pytest.raises(BadInput, match="more letters"):
        engine.find_content(phrase)

    assert engine.find_content(longer).uids == ("heart",)
    assert engine.find_content(ContentQuery(tree=Words("fail", is_prefix=True))).total


def test_a_question_of_ours_that_makes_no_sense_is_no_damage(
    engine: TantivyEngine, search_folder: Path
) -> None:
    nonsense = ContentQuery(tree=Fact("site", "("))

    with pytest.raises(Exception, match="regex"):
        engine.find_content(nonsense)

    assert total(engine) == 300


def test_terms_of_topics_do_not_change_what_is_rare(search_folder: Path) -> None:
    """Scores come from content only, however many terms stand beside it."""
    query = ContentQuery((WordGroup("asthma"), WordGroup("1")), need=Need.SOME, limit=9)
    engine = TantivyEngine(search_folder)
    engine.rebuild(DOCUMENTS)
    alone = [engine.explain(query, uid) for uid in engine.find_content(query).uids]

    terms = tuple(TopicTerm("t", "en", f"term {n}", Role.LAY) for n in range(500))
    engine.write([TopicDocument("t", terms)])

    assert engine.counts()["term"] == 500
    assert alone == [
        engine.explain(query, uid) for uid in engine.find_content(query).uids
    ]
