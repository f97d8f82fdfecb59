"""What a program does for a person: suggest, review, follow, prescribe."""

from collections.abc import Callable
from typing import Any

import pytest

from medagora.api.domain import limits
from medagora.api.domain.limits import Limit
from medagora.api.domain.scopes import Scope
from medagora.api.models import KeptAnswer
from medagora.catalogue.domain.drafts import TextDraft
from medagora.catalogue.models import Resource
from medagora.curation.models import Suggestion
from medagora.curation.services import suggesting
from medagora.people.models import Person
from medagora.reader.models import Feed, Subscription
from medagora.reader.services import feeds
from tests.conftest import NOW

Make = Callable[..., Any]
pytestmark = pytest.mark.django_db


class TestSuggesting:
    def test_an_address_is_enough(self, api: Make, member: Person) -> None:
        asker = api(member, Scope.SUGGEST)

        answer = asker.post("/suggestions", {"address": "https://new.example.org/"})

        assert answer.status_code == 201
        made = answer.json()
        assert (made["state"], made["resource_uid"]) == ("waiting", "")
        assert answer.headers["Location"] == f"/api/v1/suggestions/{made['token']}"
        assert Suggestion.objects.get().suggested_by == member

    def test_details_stand_in_the_candidate(
        self, api: Make, member: Person, make_topic: Make
    ) -> None:
        make_topic("asthma")
        body = {
            "address": "https://new.example.org/",
            "title": "Breathing",
            "languages": ["hu"],
            "topics": ["asthma"],
            "audience": "patients",
            "note": "Good pictures.",
        }

        api(member, Scope.SUGGEST).post("/suggestions", body)

        resource = Resource.objects.get()
        assert resource.texts.get().title == "Breathing"
        assert resource.texts.get().language == "hu"
        assert resource.audience == "patients"
        assert Suggestion.objects.get().note == "Good pictures."

    def test_all_or_nothing(self, api: Make, member: Person) -> None:
        body = {"address": "https://new.example.org/", "topics": ["nowhere"]}

        answer = api(member, Scope.SUGGEST).post("/suggestions", body)

        assert (answer.status_code, answer.json()["field"]) == (422, "topics")
        assert not Suggestion.objects.exists()

    def test_words_that_may_be_a_person_are_asked_about(
        self, api: Make, member: Person
    ) -> None:
        asker = api(member, Scope.SUGGEST)
        body = {
            "address": "https://new.example.org/",
            "note": "Ask Mrs Margaret Smith, born 12 March 1961, tel. 06 30 123 4567.",
        }

        refused = asker.post("/suggestions", body)
        said = refused.json()
        body["identifies_nobody"] = said["confirm"]
        taken = asker.post("/suggestions", body)

        assert (refused.status_code, said["error"]) == (422, "identifies_somebody")
        assert taken.status_code == 201

    def test_what_is_there_already_is_named_only_if_it_is_public(
        self, api: Make, member: Person, make_resource: Make
    ) -> None:
        shown = make_resource("https://shown.example.org/")
        make_resource("https://waits.example.org/", state="candidate")
        asker = api(member, Scope.SUGGEST)

        one = asker.post("/suggestions", {"address": "https://shown.example.org/"})
        other = asker.post("/suggestions", {"address": "https://waits.example.org/"})

        assert (one.status_code, one.json()["uid"]) == (409, shown.uid)
        assert (other.status_code, "uid" in other.json()) == (409, False)

    def test_a_member_that_nobody_knows_is_refused(
        self, api: Make, member: Person
    ) -> None:
        body = {"address": "https://new.example.org/", "titel": "Breathing"}

        answer = api(member, Scope.SUGGEST).post("/suggestions", body)

        assert (answer.status_code, answer.json()["field"]) == (422, "titel")


class TestTheSameRequestAgain:
    BODY = {"address": "https://new.example.org/"}

    def test_gets_the_same_answer_and_does_nothing_again(
        self, api: Make, member: Person
    ) -> None:
        asker = api(member, Scope.SUGGEST)

        first = asker.post("/suggestions", self.BODY, Idempotency_Key="one")
        again = asker.post("/suggestions", self.BODY, Idempotency_Key='"one"')

        assert (first.status_code, again.status_code) == (201, 201)
        assert again.content == first.content
        assert again.headers["Location"] == first.headers["Location"]
        assert again.headers["Idempotent-Replayed"] == "true"
        assert again.headers["Cache-Control"] == "private, no-store"
        assert Suggestion.objects.count() == 1

    def test_is_counted_as_every_request(
        self, api: Make, member: Person, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(limits, "KEY", Limit("key", 2, 60))
        asker = api(member, Scope.SUGGEST)

        answers = [
            asker.post("/suggestions", self.BODY, Idempotency_Key="one")
            for _ in range(3)
        ]

        assert [answer.status_code for answer in answers] == [201, 201, 429]

    def test_with_another_body_is_refused(self, api: Make, member: Person) -> None:
        asker = api(member, Scope.SUGGEST)
        other = {"address": "https://other.example.org/"}

        asker.post("/suggestions", self.BODY, Idempotency_Key="one")
        answer = asker.post("/suggestions", other, Idempotency_Key="one")

        assert (answer.status_code, answer.json()["error"]) == (422, "key_reused")
        assert Suggestion.objects.count() == 1

    def test_what_was_refused_is_judged_anew(
        self, api: Make, member: Person, make_topic: Make
    ) -> None:
        asker = api(member, Scope.SUGGEST)
        body = self.BODY | {"topics": ["asthma"]}

        refused = asker.post("/suggestions", body, Idempotency_Key="one")
        make_topic("asthma")
        taken = asker.post("/suggestions", body, Idempotency_Key="one")

        assert (refused.status_code, taken.status_code) == (422, 201)

    def test_of_another_person_is_another_request(
        self, api: Make, member: Person, curator: Person
    ) -> None:
        api(member, Scope.SUGGEST).post("/suggestions", self.BODY, Idempotency_Key="1")
        asker = api(curator, Scope.SUGGEST)
        answer = asker.post("/suggestions", self.BODY, Idempotency_Key="1")

        assert answer.status_code == 409
        assert KeptAnswer.objects.count() == 1

    def test_a_word_that_is_none_is_refused(self, api: Make, member: Person) -> None:
        asker = api(member, Scope.SUGGEST)

        answer = asker.post("/suggestions", self.BODY, Idempotency_Key="a b")

        assert (answer.status_code, answer.json()["field"]) == (422, "Idempotency-Key")


class TestReviewing:
    @pytest.fixture
    def waiting(self, make_topic: Make, make_resource: Make) -> Suggestion:
        make_topic("asthma")
        resource = make_resource(
            state="candidate", topics=("asthma",), texts={"en": TextDraft("Lungs")}
        )
        return suggesting.put_on_desk(resource, by=None, at=NOW)

    def test_two_curators_publish(
        self,
        api: Make,
        curator: Person,
        second_curator: Person,
        waiting: Suggestion,
    ) -> None:
        path = f"/desk/suggestions/{waiting.pk}/reviews"
        verdict = {"verdict": "agree", "interest": "none"}
        first, second = api(curator, Scope.REVIEW), api(second_curator, Scope.REVIEW)

        (item,) = first.get("/desk/suggestions").json()["items"]
        one = first.post(path, verdict)
        other = second.post(path, verdict)

        assert (item["id"], item["is_ready"]) == (waiting.pk, True)
        assert one.json() == {"outcome": "waiting"}
        assert other.json() == {"outcome": "published"}
        uid = waiting.resource.uid
        said = first.get(f"/resources/{uid}/reviews").json()["items"]
        assert {one["pseudonym"] for one in said} == {
            curator.pseudonym,
            second_curator.pseudonym,
        }

    def test_an_interest_can_only_say_no(
        self, api: Make, curator: Person, waiting: Suggestion
    ) -> None:
        path = f"/desk/suggestions/{waiting.pk}/reviews"
        interest = {"interest": "declared", "interest_words": "I work there."}
        asker = api(curator, Scope.REVIEW)

        yes = asker.post(path, interest | {"verdict": "agree"})
        no = asker.post(
            path,
            interest | {"verdict": "decline", "reason": "sells", "words": "It sells."},
        )

        assert (yes.status_code, no.json()) == (403, {"outcome": "declined"})

    def test_what_is_missing_can_be_corrected_first(
        self, api: Make, curator: Person, waiting: Suggestion
    ) -> None:
        asker = api(curator, Scope.REVIEW)

        answer = asker.send(
            "PATCH", f"/desk/suggestions/{waiting.pk}", {"audience": "patients"}
        )

        assert answer.json()["audience"] == "patients"

    def test_a_key_gives_no_role(
        self, api: Make, member: Person, waiting: Suggestion, make_resource: Make
    ) -> None:
        asker = api(member, Scope.REVIEW)
        verdict = {"verdict": "agree", "interest": "none"}

        assert asker.get("/desk/suggestions").status_code == 403
        path = f"/desk/suggestions/{waiting.pk}/reviews"
        assert asker.post(path, verdict).status_code == 403
        path = f"/resources/{make_resource().uid}/reviews"
        assert asker.post(path, verdict | {"verdict": "renew"}).status_code == 403

    def test_a_published_resource_is_renewed(
        self, api: Make, curator: Person, make_resource: Make
    ) -> None:
        path = f"/resources/{make_resource().uid}/reviews"

        answer = api(curator, Scope.REVIEW).post(
            path, {"verdict": "renew", "interest": "none"}
        )

        assert answer.json() == {"outcome": "renewed"}


class TestFollowing:
    @pytest.fixture
    def feed(self, make_resource: Make) -> Feed:
        feed = feeds.add_feed("https://lungs.example.org/feed", title="Lungs", at=NOW)
        feed.resource = make_resource()
        feed.save()
        return feed

    def test_a_source_is_followed_renamed_and_taken_off(
        self, api: Make, member: Person, feed: Feed
    ) -> None:
        asker = api(member, Scope.SUBSCRIBE)
        path = f"/subscriptions/{feed.pk}"

        made = asker.post("/subscriptions", {"address": feed.address, "folder": "A"})
        asker.send("PATCH", path, {"title": "My lungs"})
        (item,) = asker.get("/subscriptions").json()["items"]
        gone = asker.send("DELETE", path)

        assert (made.status_code, made.headers["Location"]) == (201, f"/api/v1{path}")
        assert (item["title"], item["folder"]) == ("My lungs", "A")
        assert (gone.status_code, gone.content) == (204, b"")
        assert asker.get(path).status_code == 404
        assert not Subscription.objects.exists()

    def test_a_source_of_somebody_else_is_not_there(
        self, api: Make, member: Person, feed: Feed
    ) -> None:
        feed.resource = None
        feed.save()
        asker = api(member, Scope.SUBSCRIBE)

        by_number = asker.post("/subscriptions", {"source": feed.pk})
        by_address = asker.post("/subscriptions", {"address": feed.address})

        assert (by_number.status_code, by_address.status_code) == (404, 404)

    def test_topics_are_replaced(
        self, api: Make, member: Person, make_topic: Make
    ) -> None:
        make_topic("asthma")
        asker = api(member, Scope.SUBSCRIBE)

        answer = asker.send("PUT", "/followed-topics", {"topics": ["asthma"]})
        wrong = asker.send("PUT", "/followed-topics", {"topics": ["nowhere"]})

        assert answer.json() == {"topics": ["asthma"]}
        assert wrong.status_code == 422
        assert asker.get("/followed-topics").json() == {"topics": ["asthma"]}


class TestPrescribing:
    def test_a_sheet_is_handed_over_and_withdrawn(
        self, api: Make, member: Person, make_resource: Make
    ) -> None:
        resource = make_resource()
        asker = api(member, Scope.PRESCRIBE)
        body = {
            "language": "en",
            "lines": [{"kind": "resource", "uid": resource.uid}],
        }

        made = asker.post("/prescriptions", body)
        sheet = made.json()
        path = f"/prescriptions/{sheet['code']}"
        withdrawn = asker.send("DELETE", path)

        assert made.status_code == 201
        assert sheet["link"].endswith(f"/rx/{sheet['code']}")
        assert (sheet["lines"], sheet["withdrawn_at"]) == (1, None)
        assert asker.get("/prescriptions").json()["total"] == 1
        assert withdrawn.json()["withdrawn_at"] is not None

    def test_words_about_the_patient_are_refused(
        self, api: Make, member: Person, make_resource: Make
    ) -> None:
        line = {"kind": "resource", "uid": make_resource().uid}
        told = line | {"note": "For Mr John Brown, born 3 May 1950."}
        body = {"language": "en", "lines": [told]}

        answer = api(member, Scope.PRESCRIBE).post("/prescriptions", body)

        assert answer.json()["error"] == "identifies_somebody"

    def test_a_sheet_of_somebody_else_is_not_there(
        self, api: Make, member: Person, curator: Person, make_resource: Make
    ) -> None:
        line = {"kind": "resource", "uid": make_resource().uid}
        body = {"language": "en", "lines": [line]}
        code = api(member, Scope.PRESCRIBE).post("/prescriptions", body).json()["code"]

        answer = api(curator, Scope.PRESCRIBE).get(f"/prescriptions/{code}")

        assert answer.status_code == 404
