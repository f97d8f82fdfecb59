"""Which papers blogs and news link to."""

from medagora.reader.models import Mention
from medagora.reader.services.mentions import note_mentions
from tests.reader.conftest import MakeEntries, MakeFeed

LINK = '<p>See <a href="https://doi.org/10.1056/paper">the paper</a>.</p>'


def test_a_blog_that_links_to_a_paper_mentions_it_once(
    make_public: MakeFeed, make_entries: MakeEntries
) -> None:
    (paper,) = make_entries(make_public(), {"doi": "10.1056/paper"})
    post, silent = make_entries(make_public(), {"html": LINK * 2}, {"html": "<p>x</p>"})

    assert note_mentions([post.pk, silent.pk, paper.pk, 7]) == 1
    assert note_mentions([post.pk]) == 1

    assert list(Mention.objects.values_list("entry", "work")) == [(post.pk, paper.work)]


def test_a_paper_that_links_to_itself_mentions_nothing(
    make_public: MakeFeed, make_entries: MakeEntries
) -> None:
    (paper,) = make_entries(make_public(), {"doi": "10.1056/paper", "html": LINK})

    assert note_mentions([paper.pk]) == 0


def test_sources_of_a_readers_own_mention_nothing(
    make_public: MakeFeed, make_feed: MakeFeed, make_entries: MakeEntries
) -> None:
    make_entries(make_public(), {"doi": "10.1056/paper"})
    (post,) = make_entries(make_feed(), {"html": LINK})

    assert note_mentions([post.pk]) == 0
    assert not Mention.objects.exists()
