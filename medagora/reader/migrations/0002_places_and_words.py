"""What the ORM cannot say: entries in partitions, and the words they are found by.

SQLite: an FTS5 table that holds only which words an entry has. PostgreSQL: entries
and their texts are partitioned by number, which is time (``domain/places.py``), and
the words stand in a tsvector. See docs/adr/0012-entries-and-places.md.
"""

from datetime import UTC, datetime

from django.db import migrations

PARTITIONED = ("Entry", "EntryText")
#: A partition for each of these years; later ones are made ahead of time by
#: ``services.retention``.
YEARS = range(2020, 2031)
FTS5 = """
CREATE VIRTUAL TABLE reader_entrysearch USING fts5(
    words, content='', detail='none', tokenize="ascii tokenchars '_'"
)
"""
TSVECTOR = (
    "CREATE TABLE reader_entrysearch (entry bigint PRIMARY KEY, words tsvector)",
    "CREATE INDEX reader_entrysearch_words ON reader_entrysearch USING gin (words)",
)


def forwards(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(FTS5)
        return
    for name in PARTITIONED:
        _partition(apps.get_model("reader", name), schema_editor)
    for statement in TSVECTOR:
        schema_editor.execute(statement)


def _partition(model, schema_editor):
    """Makes the empty table anew, in partitions."""
    table = model._meta.db_table
    column = model._meta.pk.column
    schema_editor.delete_model(model)
    whole = schema_editor.sql_create_table
    schema_editor.sql_create_table = f"{whole} PARTITION BY RANGE ({column})"
    try:
        schema_editor.create_model(model)
    finally:
        schema_editor.sql_create_table = whole
    starts = [int(datetime(y, 1, 1, tzinfo=UTC).timestamp()) << 20 for y in YEARS]
    bounds = ["MINVALUE", *map(str, starts)]
    for name, low, high in zip(("before", *YEARS), bounds, bounds[1:]):
        schema_editor.execute(
            f"CREATE TABLE {table}_{name} PARTITION OF {table} "
            f"FOR VALUES FROM ({low}) TO ({high})"
        )
    # what no other partition takes, until the next ones are made
    schema_editor.execute(f"CREATE TABLE {table}_rest PARTITION OF {table} DEFAULT")


def backwards(apps, schema_editor):
    schema_editor.execute("DROP TABLE reader_entrysearch")


class Migration(migrations.Migration):
    dependencies = [("reader", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
