"""Slips among the terms of the starter topics: search knows them itself now.

On older sites they stood under "Also called". An operator who wants one there may write
it again.
"""

from collections.abc import Iterator
from typing import Any

from django.db import migrations

from medagora.search.domain.documents import Role, TopicTerm
from medagora.search.domain.misspellings import is_misspelt

_FIELDS = ("pk", "topic__slug", "language", "text")


def take_slips_out(apps: Any, schema_editor: Any) -> None:
    """Only what came with the package, as it came."""
    terms = apps.get_model("topics", "Term").objects
    slips = list(_slips(terms.filter(topic__origin="starter", register="lay")))
    terms.filter(pk__in=slips).delete()


def _slips(terms: Any) -> Iterator[int]:
    for pk, slug, language, text in terms.values_list(*_FIELDS):
        if is_misspelt(TopicTerm(slug, language, text, Role.LAY)):
            yield pk


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0001_initial"),
        ("topics", "0002_further_code_systems"),
    ]

    operations = [
        migrations.RunPython(take_slips_out, migrations.RunPython.noop),
    ]
