import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0003_notices")]

    operations = [
        migrations.CreateModel(
            name="AgeDeclaration",
            fields=[
                ("person", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name="age_declaration", serialize=False, to=settings.AUTH_USER_MODEL)),
                ("country", models.CharField(blank=True, max_length=2)),
                ("is_old_enough", models.BooleanField()),
                ("declared_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("purpose", models.CharField(max_length=20)),
                ("version", models.PositiveSmallIntegerField()),
                ("language", models.CharField(max_length=12)),
                ("given_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="consents", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("purpose__in", ["writing"])), name="consent_purpose_exists"),
                    models.UniqueConstraint(condition=models.Q(("withdrawn_at", None)), fields=("person", "purpose"), name="consent_given_once"),
                ],
            },
        ),
    ]
