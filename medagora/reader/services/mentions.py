"""Which papers entries link to: blogs and news that speak of a paper count for it."""

from collections.abc import Sequence

from medagora.reader.domain.mentioned import keys_in
from medagora.reader.models import Entry, EntryText, Mention, WorkKey


def note_mentions(entry_ids: Sequence[int]) -> int:
    """Remembers the known papers that these entries link to; gives how many links.

    Only sources of the catalogue: what a reader added for themselves tells on them.
    """
    rows = Entry.objects.filter(pk__in=entry_ids, feed__resource__isnull=False)
    works = dict(rows.values_list("pk", "work"))
    texts = EntryText.objects.filter(pk__in=list(works)).exclude(html="")
    keys = {pk: keys_in(html) for pk, html in texts.values_list("pk", "html")}
    wanted = {key for several in keys.values() for key in several}
    known = dict(WorkKey.objects.filter(key__in=wanted).values_list("key", "work"))
    pairs = {
        (pk, known[key])
        for pk, several in keys.items()
        for key in several
        if key in known and known[key] != works[pk]
    }
    Mention.objects.bulk_create(
        [Mention(entry=pk, work=work) for pk, work in sorted(pairs)],
        ignore_conflicts=True,
        batch_size=500,
    )
    return len(pairs)
