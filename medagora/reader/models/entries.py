"""Entries, their texts, and how one paper is known wherever it appears.

``Entry``, ``EntryText`` and ``Sighting`` are written only by ``services.storing``,
many rows at a time and past the ORM. On PostgreSQL the first two are partitioned by
their number, which is their time (``domain/places.py``).
"""

from django.db import models

from medagora.reader.domain.words import NoticeKind
from medagora.reader.models.feeds import Feed


class Entry(models.Model):
    """One item of a feed.

    .. no_pii: published by its source; names of authors are part of it
    """

    #: ``places.place_of``: sorts by time.
    id = models.BigIntegerField(primary_key=True)
    feed = models.ForeignKey(
        Feed, models.CASCADE, db_index=False, related_name="entries"
    )
    #: The first entry, wherever it came from, that is the same paper; else itself.
    work = models.BigIntegerField()
    link = models.CharField(max_length=1000, blank=True)
    title = models.CharField(max_length=500, blank=True)
    summary = models.CharField(max_length=500, blank=True)
    authors = models.CharField(max_length=1000, blank=True)  # separated by "; "
    published_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField(null=True)
    arrived_at = models.DateTimeField()
    language = models.CharField(max_length=12, blank=True)
    doi = models.CharField(max_length=200, blank=True)
    pmid = models.CharField(max_length=12, blank=True)
    image = models.CharField(max_length=1000, blank=True)
    #: The sound or film that comes with it, and how long it plays.
    media = models.CharField(max_length=1000, blank=True)
    media_type = models.CharField(max_length=80, blank=True)
    media_seconds = models.PositiveIntegerField(default=0)
    #: What few have: journal, volume, issue, pages, categories, chapters, comments.
    details = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["feed", "id", "work"], name="entry_of_feed"),
            models.Index(fields=["work"], name="entry_of_work"),
            models.Index(
                fields=["doi"], name="entry_by_doi", condition=~models.Q(doi="")
            ),
            models.Index(
                fields=["pmid"], name="entry_by_pmid", condition=~models.Q(pmid="")
            ),
        ]

    def __str__(self) -> str:
        return self.title


class EntryText(models.Model):
    """The words of an entry: read on its own page, searched everywhere.

    .. no_pii:
    """

    #: The entry's number; no foreign key, as both are written in bulk.
    entry = models.BigIntegerField(primary_key=True)
    html = models.TextField(blank=True)  # cleaned
    #: The whole page, read on request or for the whole source; cleaned.
    full_html = models.TextField(blank=True)
    full_text_at = models.DateTimeField(null=True)
    full_text_failure = models.CharField(max_length=30, blank=True)
    #: Title, authors and words without tags: what the search looks into.
    text = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"text of {self.entry}"


class Sighting(models.Model):
    """That an item of a feed was seen: it is never stored twice, also after the
    entry itself was let go.

    .. no_pii:
    """

    #: 64 bits of feed and guid (``prepared.sighting_key``).
    key = models.BigIntegerField(primary_key=True)
    entry = models.BigIntegerField()
    #: 64 bits of everything that it says; equal: nothing to write.
    digest = models.BigIntegerField()

    def __str__(self) -> str:
        return f"sighting of {self.entry}"


class WorkKey(models.Model):
    """By what a paper is recognised: DOI, PMID, canonical link or title.

    .. no_pii:
    """

    #: 64 bits of kind and value (``identity.keys_of``).
    key = models.BigIntegerField(primary_key=True)
    work = models.BigIntegerField(db_index=True)

    def __str__(self) -> str:
        return f"key of {self.work}"


class WorkLink(models.Model):
    """That a preprint was published as another paper.

    .. no_pii:
    """

    preprint = models.BigIntegerField(unique=True)  # a work
    published = models.BigIntegerField(db_index=True)  # a work
    found_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.preprint} became {self.published}"


class Mention(models.Model):
    """That an entry links to a paper.

    .. no_pii: only entries of the catalogue's sources
    """

    entry = models.BigIntegerField()
    work = models.BigIntegerField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "work"], name="mention_once")
        ]

    def __str__(self) -> str:
        return f"{self.entry} links to {self.work}"


class Notice(models.Model):
    """A retraction, correction or expression of concern about a paper.

    .. no_pii:
    """

    doi = models.CharField(max_length=200)
    kind = models.CharField(max_length=12)
    #: The DOI of what says so; empty when it was not said.
    notice_doi = models.CharField(max_length=200, blank=True)
    noticed_on = models.DateField(null=True)
    #: Which list it came from.
    source = models.CharField(max_length=40)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["doi", "kind"], name="notice_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=[k.value for k in NoticeKind]),
                name="notice_kind_exists",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.doi}"


class OpenCopy(models.Model):
    """Where a paper can be read for free, as far as somebody knows.

    .. no_pii:
    """

    doi = models.CharField(max_length=200, primary_key=True)
    address = models.CharField(max_length=1000, blank=True)  # empty: none known
    licence = models.CharField(max_length=60, blank=True)
    version = models.CharField(max_length=40, blank=True)
    checked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.doi} at {self.address}"
