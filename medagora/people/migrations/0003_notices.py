import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_hats"),
    ]

    operations = [
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                ("key", models.CharField(max_length=450)),
                ("about", models.CharField(max_length=120)),
                ("topics", models.JSONField(default=list)),
                ("url_path", models.CharField(max_length=300)),
                ("params", models.JSONField(default=dict)),
                ("made_at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
                ("waits_for_mail", models.BooleanField(default=True)),
                ("waits_for_push", models.BooleanField(default=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "kind", "key"), name="notice_told_once"
                    )
                ],
                "indexes": [
                    models.Index(
                        fields=["person", "read_at", "-made_at"], name="notice_page"
                    ),
                    models.Index(
                        condition=models.Q(
                            ("waits_for_mail", True),
                            ("waits_for_push", True),
                            _connector="OR",
                        ),
                        fields=["person"],
                        name="notice_waiting",
                    ),
                    models.Index(fields=["about"], name="notice_thread"),
                    models.Index(fields=["made_at"], name="notice_age"),
                ],
            },
        ),
        migrations.CreateModel(
            name="NoticeSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("frequencies", models.JSONField(default=dict)),
                ("is_mail_on", models.BooleanField(default=True)),
                ("discretion", models.CharField(default="subject", max_length=10)),
                ("hour", models.PositiveSmallIntegerField(default=7)),
                ("weekday", models.PositiveSmallIntegerField(default=0)),
                ("time_zone", models.CharField(default="UTC", max_length=60)),
                ("quiet_from", models.PositiveSmallIntegerField(default=22)),
                ("quiet_until", models.PositiveSmallIntegerField(default=7)),
                ("urgent_passes", models.BooleanField(default=False)),
                ("token", models.CharField(max_length=40, unique=True)),
                ("due_at", models.DateTimeField(db_index=True, null=True)),
                ("mailed_at", models.DateTimeField(null=True)),
                ("pushed_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("discretion__in", ["open", "subject", "all"])
                        ),
                        name="noticesettings_discretion_exists",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hour__lt", 24),
                            ("quiet_from__lt", 24),
                            ("quiet_until__lt", 24),
                            ("weekday__lt", 7),
                        ),
                        name="noticesettings_clock_exists",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NoticeChoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("about", models.CharField(max_length=120)),
                ("level", models.CharField(max_length=10)),
                ("title", models.CharField(blank=True, max_length=300)),
                ("url_path", models.CharField(blank=True, max_length=300)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "about"), name="noticechoice_made_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__in", ["mute", "follow"])),
                        name="noticechoice_level_exists",
                    ),
                ],
                "indexes": [
                    models.Index(
                        fields=["about", "level"], name="noticechoice_followers"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PushDevice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("endpoint", models.URLField(max_length=800, unique=True)),
                ("p256dh", models.CharField(max_length=100)),
                ("auth", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=80)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("used_at", models.DateTimeField(null=True)),
            ],
        ),
    ]
