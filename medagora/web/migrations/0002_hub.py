"""Who is told when a feed changes (WebSub)."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("web", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name='HubFeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(max_length=1000, unique=True)),
                ('is_due', models.BooleanField(db_index=True, default=False)),
                ('looked_at', models.DateTimeField(null=True)),
                ('digest', models.CharField(blank=True, max_length=64)),
                ('body', models.BinaryField(default=bytes)),
                ('content_type', models.CharField(blank=True, max_length=100)),
            ],
        ),
        migrations.CreateModel(
            name='Subscriber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('callback', models.CharField(max_length=1000)),
                ('host', models.CharField(db_index=True, max_length=255)),
                ('secret', models.CharField(blank=True, max_length=200)),
                ('expires_at', models.DateTimeField(db_index=True, null=True)),
                ('wanted', models.CharField(blank=True, max_length=12)),
                ('wanted_secret', models.CharField(blank=True, max_length=200)),
                ('wanted_seconds', models.PositiveIntegerField(default=0)),
                ('wanted_at', models.DateTimeField()),
                ('next_try_at', models.DateTimeField(db_index=True, null=True)),
                ('failures', models.PositiveSmallIntegerField(default=0)),
                ('feed', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='subscribers', to='web.hubfeed')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('feed', 'callback'), name='subscriber_once_per_feed'),
                    models.CheckConstraint(condition=models.Q(('wanted__in', ['', 'subscribe', 'unsubscribe'])), name='subscriber_wanted_exists'),
                ],
            },
        ),
    ]
