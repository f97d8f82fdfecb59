"""Lists go on by cursor; and what else is public than topics and resources."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.api.entrance import cursors
from medagora.catalogue.models import Resource
from medagora.community.models import Post, Question
from medagora.people.models import Person
from medagora.topics.domain.files import TextDraft as TopicText
from tests.conftest import NOW

Ask = Callable[..., Any]
Make = Callable[..., Any]


@given(st.text(max_size=60), st.lists(st.integers(), max_size=3))
def test_only_a_cursor_of_the_same_list_is_read(text: str, values: list[int]) -> None:
    ours = cursors.write("a", values)

    assert cursors.read("a", ours) == values
    for name, cursor in (("b", ours), ("a", text), ("a", ours + "x"), ("a", ours[1:])):
        with pytest.raises(cursors.BadCursor):
            cursors.read(name, cursor)


@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 9)), max_size=30, unique=True),
    st.integers(1, 7),
)
def test_a_list_read_by_cursor_has_each_row_once(
    rows: list[tuple[int, int]], size: int
) -> None:
    seen: list[Any] = []
    cursor: str | None = ""
    while cursor is not None:
        asked = cursors.Asked(size, cursor=cursor)
        part = cursors.part_of_list(rows, asked, name="x", key=lambda row: row)
        seen += part.rows
        cursor = part.next

    assert seen == sorted(rows)


@pytest.mark.django_db
class TestCursors:
    def test_nothing_is_missed_or_told_twice_while_things_come(
        self, ask: Ask, make_resource: Make
    ) -> None:
        old = [make_resource().uid for _ in range(5)]

        first = ask("resources", size=2).json()
        make_resource()
        second = ask("resources", size=2, cursor=first["next"]).json()
        Resource.objects.filter(uid=second["items"][0]["uid"]).update(
            published_at=NOW + timedelta(days=1)
        )
        third = ask("resources", size=2, cursor=second["next"]).json()

        shown = first["items"] + second["items"] + third["items"]
        assert [item["uid"] for item in shown] == old[::-1]
        assert (first["page"], first["pages"], first["total"]) == (1, 3, 5)
        assert (second["page"], second["total"]) == (None, None)
        assert third["next"] is None

    @pytest.mark.parametrize("path", ["topics", "collections", "questions", "search"])
    def test_a_wrong_one_is_refused(self, ask: Ask, path: str) -> None:
        answer = ask(path, cursor="nonsense")

        assert (answer.status_code, answer.json()["error"]) == (422, "bad_cursor")

    def test_a_number_beside_it_is_refused(self, ask: Ask, make_resource: Make) -> None:
        make_resource()
        make_resource()
        cursor = ask("resources", size=1).json()["next"]

        assert ask("resources", cursor=cursor, page=1).status_code == 422

    def test_a_long_name_in_any_script_has_room_in_it(
        self, ask: Ask, make_topic: Make
    ) -> None:
        long = "".join(chr(0x0621 + number * 7 % 26) for number in range(160))
        for slug in ("a-topic", "b-topic"):
            make_topic(slug, texts={"en": TopicText(long, "")})

        start = ask("topics", size=1).json()
        rest = ask("topics", size=1, cursor=start["next"]).json()

        assert [item["slug"] for item in rest["items"]] == ["b-topic"]

    def test_topics_and_the_log_go_on_too(
        self, ask: Ask, make_topic: Make, make_resource: Make
    ) -> None:
        for slug in ("a-topic", "b-topic", "c-topic"):
            make_topic(slug)
        make_resource()
        make_resource()

        start = ask("topics", size=2).json()
        rest = ask("topics", size=2, cursor=start["next"]).json()
        log = ask("log", size=1).json()
        later = ask("log", size=1, cursor=log["next"]).json()

        assert [item["slug"] for item in rest["items"]] == ["c-topic"]
        assert later["items"][0]["number"] == log["items"][0]["number"] + 1


@pytest.mark.django_db
class TestConversations:
    @pytest.fixture
    def make_question(self, member: Person) -> Make:
        def make(title: str, **fields: Any) -> Question:
            words = {"kind": "living", "language": "en"} | fields
            question = Question.objects.create(
                title=title, author=member, asked_at=NOW, last_post_at=NOW, **words
            )
            Post.objects.create(
                question=question,
                part="question",
                author=member,
                text="How?",
                html="<p>How?</p>",
                posted_at=NOW,
            )
            return question

        return make

    def test_only_those_for_everybody_are_there(
        self, ask: Ask, make_question: Make
    ) -> None:
        shown = make_question("Asthma and sport")
        hidden = [
            make_question("Members", audience="members"),
            make_question("Held", state="held"),
            make_question("Gone", state="erased", answer_count=1),
        ]

        listed = ask("questions").json()["items"]
        one = ask(f"questions/{shown.uid}").json()

        assert [item["uid"] for item in listed] == [shown.uid]
        assert one["asked"]["text"] == "How?"
        for question in hidden:
            assert ask(f"questions/{question.uid}").status_code == 404

    def test_nothing_names_the_account_behind_an_alias(
        self, ask: Ask, make_question: Make, member: Person
    ) -> None:
        answer = ask(f"questions/{make_question('Sport').uid}").content.decode()

        assert member.pseudonym not in answer
        assert member.email not in answer
        assert "Mia" not in answer


@pytest.mark.django_db
class TestTheRest:
    def test_who_judges_says_what_binds_them(self, ask: Ask, curator: Person) -> None:
        answer = ask(f"curators/{curator.pseudonym}").json()

        assert answer["grants"] == [{"role": "curator", "topic": "", "language": ""}]
        assert ask("curators/nobody").status_code == 404

    def test_sources_and_entries_need_a_topic_or_a_resource(
        self, ask: Ask, make_topic: Make
    ) -> None:
        make_topic("asthma")

        assert ask("sources").status_code == 422
        assert ask("sources", topic="nowhere").status_code == 404
        assert ask("sources", topic="asthma").json() == {"items": []}
        assert ask("entries", topic="asthma").json() == {"items": [], "next": None}

    @pytest.mark.parametrize(
        "path",
        ["roles", "statistics", "moderation", "data-map", "instruments", "instance"],
    )
    def test_what_the_pages_tell_of_the_site_is_there(
        self, ask: Ask, path: str
    ) -> None:
        assert ask(path).status_code == 200

    def test_an_instrument_has_its_items(self, ask: Ask) -> None:
        answer = ask("instruments/discern", reader="hu").json()

        assert answer["items"][0]["choices"]
        assert ask("instruments/nothing").status_code == 404

    def test_a_resource_that_is_not_shown_has_no_words_about_it(
        self, ask: Ask, make_resource: Make
    ) -> None:
        candidate = make_resource(state="candidate")

        assert ask(f"resources/{candidate.uid}/reviews").status_code == 404
        assert ask(f"resources/{candidate.uid}/appraisals").status_code == 404
