"""Codes of three more systems, and those of the starter topics on older sites.

Whoever started with the topics of an earlier package gets the codes that these have
now, once: an operator may take them out again.
"""

from typing import Any

from django.db import migrations, models

from medagora.topics.services.topics import read_starter_topics

_NEW = {"snomed", "icd9cm", "rxnorm", "loinc"}


def add_codes(apps: Any, schema_editor: Any) -> None:
    """For topics of the package that have no code of the system yet."""
    topic_model = apps.get_model("topics", "Topic")
    code_model = apps.get_model("topics", "Code")
    starters = topic_model.objects.filter(origin="starter")
    ids = dict(starters.values_list("slug", "pk"))
    if not ids:
        return
    taken = set(code_model.objects.values_list("topic_id", "system"))
    code_model.objects.bulk_create(
        code_model(topic_id=ids[draft.slug], system=system, value=value)
        for draft in read_starter_topics()
        for system, value in draft.codes
        if draft.slug in ids
        and system in _NEW
        and (ids[draft.slug], system) not in taken
    )


def take_codes_out(apps: Any, schema_editor: Any) -> None:
    """There was no room for them before."""
    apps.get_model("topics", "Code").objects.filter(system__in=_NEW).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("topics", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="code", name="code_system_exists"),
        migrations.AddConstraint(
            model_name="code",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "system__in",
                        [
                            "mesh",
                            "icd10",
                            "icd10cm",
                            "icd11",
                            "snomed",
                            "icd9cm",
                            "rxnorm",
                            "loinc",
                        ],
                    )
                ),
                name="code_system_exists",
            ),
        ),
        migrations.RunPython(add_codes, take_codes_out),
    ]
