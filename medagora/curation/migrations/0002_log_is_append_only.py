"""The database itself refuses to change or remove entries of the public log.

Only one change passes: ``personal`` from something to NULL, which is how a
person's words are erased; the chain covers their digest, so it stays whole.
"""

from django.db import migrations

POSTGRES = """
CREATE FUNCTION curation_log_is_append_only() RETURNS trigger AS $$
BEGIN
    IF TG_OP = 'UPDATE'
       AND NEW.personal IS NULL
       AND (NEW.id, NEW.number, NEW.at, NEW.verb, NEW.subject, NEW.actor,
            NEW.facts::text, NEW.personal_digest, NEW.previous_hash, NEW.hash)
           IS NOT DISTINCT FROM
           (OLD.id, OLD.number, OLD.at, OLD.verb, OLD.subject, OLD.actor,
            OLD.facts::text, OLD.personal_digest, OLD.previous_hash, OLD.hash)
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the public log is append-only';
END $$ LANGUAGE plpgsql;
CREATE TRIGGER curation_logentry_append_only
    BEFORE UPDATE OR DELETE ON curation_logentry
    FOR EACH ROW EXECUTE FUNCTION curation_log_is_append_only();
CREATE FUNCTION curation_log_is_not_emptied() RETURNS trigger AS $$
BEGIN
    RAISE EXCEPTION 'the public log is append-only';
END $$ LANGUAGE plpgsql;
CREATE TRIGGER curation_logentry_no_truncate
    BEFORE TRUNCATE ON curation_logentry
    FOR EACH STATEMENT EXECUTE FUNCTION curation_log_is_not_emptied();
"""
POSTGRES_BACK = """
DROP TRIGGER curation_logentry_append_only ON curation_logentry;
DROP TRIGGER curation_logentry_no_truncate ON curation_logentry;
DROP FUNCTION curation_log_is_append_only();
DROP FUNCTION curation_log_is_not_emptied();
"""

_SAME = " AND ".join(
    f"NEW.{name} IS OLD.{name}"
    for name in (
        "id",
        "number",
        "at",
        "verb",
        "subject",
        "actor",
        "facts",
        "personal_digest",
        "previous_hash",
        "hash",
    )
)
SQLITE = (
    """
    CREATE TRIGGER curation_logentry_no_delete BEFORE DELETE ON curation_logentry
    BEGIN SELECT RAISE(ABORT, 'the public log is append-only'); END
    """,
    f"""
    CREATE TRIGGER curation_logentry_no_update BEFORE UPDATE ON curation_logentry
    WHEN NOT (NEW.personal IS NULL AND {_SAME})
    BEGIN SELECT RAISE(ABORT, 'the public log is append-only'); END
    """,
)
SQLITE_BACK = (
    "DROP TRIGGER curation_logentry_no_delete",
    "DROP TRIGGER curation_logentry_no_update",
)


def forwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRES)
    else:
        for statement in SQLITE:
            schema_editor.execute(statement)


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRES_BACK)
    else:
        for statement in SQLITE_BACK:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("curation", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
