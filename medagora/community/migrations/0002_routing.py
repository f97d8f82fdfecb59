import datetime
import django.db.models.deletion
import medagora.community.models.routing
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("community", "0001_conversations"),
        ("topics", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HelperSettings',
            fields=[
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('takes_questions', models.BooleanField(default=False)),
                ('kinds', models.JSONField(default=medagora.community.models.routing.all_kinds)),
                ('languages', models.JSONField(default=list)),
                ('topics', models.JSONField(blank=True, default=list)),
                ('with_interests', models.BooleanField(default=True)),
                ('weekly_limit', models.PositiveSmallIntegerField(default=3)),
                ('quiet_from', models.PositiveSmallIntegerField(default=21)),
                ('quiet_until', models.PositiveSmallIntegerField(default=8)),
                ('time_zone', models.CharField(default='UTC', max_length=60)),
                ('away_until', models.DateTimeField(blank=True, null=True)),
                ('invited_at', models.DateTimeField(blank=True, null=True)),
                ('helpfulness', models.FloatField(default=0.25)),
                ('thanked', models.PositiveIntegerField(default=0)),
                ('last_offered_at', models.DateTimeField(blank=True, null=True)),
                ('refreshed_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('takes_questions', True)), fields=['refreshed_at'], name='helpersettings_stale')],
                'constraints': [models.CheckConstraint(condition=models.Q(('weekly_limit__gte', 1), ('weekly_limit__lte', 20)), name='helpersettings_limit_is_sane'), models.CheckConstraint(condition=models.Q(('quiet_from__lt', 24), ('quiet_until__lt', 24)), name='helpersettings_clock_exists')],
            },
        ),
        migrations.CreateModel(
            name='HelperSubject',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=12)),
                ('source', models.CharField(max_length=12)),
                ('standing', models.CharField(blank=True, max_length=12)),
                ('asked_last', models.DateTimeField(default=datetime.datetime(2000, 1, 1, 0, 0, tzinfo=datetime.timezone.utc))),
                ('helpfulness', models.FloatField(default=0.25)),
                ('helper', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='subjects', to='community.helpersettings')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='topics.topic')),
            ],
            options={
                'indexes': [models.Index(fields=['topic', 'language', 'asked_last'], name='helpersubject_in_turn'), models.Index(fields=['topic', 'language', 'standing', 'asked_last'], name='helpersubject_by_standing'), models.Index(fields=['topic', 'language', '-helpfulness'], name='helpersubject_best')],
                'constraints': [models.CheckConstraint(condition=models.Q(('source__in', ['chosen', 'interest', 'specialty', 'lived'])), name='helpersubject_source_exists'), models.UniqueConstraint(fields=('helper', 'topic', 'language', 'source'), name='helpersubject_once')],
            },
        ),
        migrations.CreateModel(
            name='Offer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.PositiveSmallIntegerField()),
                ('reasons', models.JSONField(default=list)),
                ('is_turn', models.BooleanField(default=False)),
                ('offered_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('seen_at', models.DateTimeField(blank=True, null=True)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('passed_at', models.DateTimeField(blank=True, null=True)),
                ('pass_reason', models.CharField(blank=True, max_length=16)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='offers', to='community.question')),
            ],
            options={
                'indexes': [models.Index(fields=['person', '-offered_at'], name='offer_by_person'), models.Index(condition=models.Q(('answered_at__isnull', True), ('closed_at__isnull', True), ('passed_at__isnull', True)), fields=['person', 'expires_at'], name='offer_open')],
                'constraints': [models.UniqueConstraint(fields=('question', 'person'), name='offer_made_once'), models.CheckConstraint(condition=models.Q(models.Q(('pass_reason', ''), ('passed_at__isnull', True)), models.Q(('passed_at__isnull', False), ('pass_reason__in', ['not_my_field', 'no_time', 'conflict'])), _connector='OR'), name='offer_passed_for_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='RoutingState',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_at', models.DateTimeField()),
                ('round', models.PositiveSmallIntegerField(default=0)),
                ('asked_count', models.PositiveIntegerField(default=0)),
                ('next_due_at', models.DateTimeField(blank=True, null=True)),
                ('leased_until', models.DateTimeField(blank=True, null=True)),
                ('first_answered_at', models.DateTimeField(blank=True, null=True)),
                ('ended', models.CharField(blank=True, max_length=12)),
                ('also_languages', models.JSONField(default=list)),
                ('usual_half', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('usual_most', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('promised_until', models.DateTimeField(blank=True, null=True)),
                ('time_zone', models.CharField(default='UTC', max_length=60)),
                ('told_at', models.DateTimeField(blank=True, null=True)),
                ('question', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='routing', to='community.question')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('next_due_at__isnull', False)), fields=['next_due_at'], name='routingstate_due'), models.Index(condition=models.Q(('first_answered_at__isnull', True), ('promised_until__isnull', False), ('told_at__isnull', True)), fields=['promised_until'], name='routingstate_promised'), models.Index(fields=['-started_at'], name='routingstate_newest')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ended', ''), ('ended__in', ['answered', 'stopped', 'closed', 'everybody']), _connector='OR'), name='routingstate_ended_for_a_reason')],
            },
        ),
    ]
