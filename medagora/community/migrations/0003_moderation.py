import django.db.models.deletion
import medagora.community.domain.moderation.matters
import medagora.community.models.conversations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('community', '0002_routing'),
        ('people', '0002_hats'),
        ('people', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='PostCopy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64)),
                ('title', models.CharField(blank=True, max_length=160)),
                ('text', models.TextField(blank=True)),
                ('html', models.TextField(blank=True)),
                ('hat_role', models.CharField(blank=True, max_length=20)),
                ('hat_was_verified', models.BooleanField(default=False)),
                ('posted_at', models.DateTimeField()),
                ('taken_at', models.DateTimeField()),
                ('emptied_at', models.DateTimeField(blank=True, null=True)),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='copies', to='community.post')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('post', 'digest'), name='postcopy_once_a_wording')],
            },
        ),
        migrations.CreateModel(
            name='DutyShift',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weekday', models.PositiveSmallIntegerField()),
                ('starts', models.PositiveSmallIntegerField()),
                ('ends', models.PositiveSmallIntegerField()),
                ('zone', models.CharField(max_length=40)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('ends__lt', 1440), ('starts__lt', 1440), ('weekday__lte', 6)), name='dutyshift_is_in_a_week'), models.UniqueConstraint(fields=('person', 'weekday', 'starts'), name='dutyshift_once')],
            },
        ),
        migrations.CreateModel(
            name='Matter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.CharField(default=medagora.community.models.conversations.new_uid, editable=False, max_length=16, unique=True)),
                ('kind', models.CharField(max_length=12)),
                ('state', models.CharField(default=medagora.community.domain.moderation.matters.MatterState['OPEN'], max_length=12)),
                ('seen', models.JSONField(default=list)),
                ('spans', models.JSONField(default=list)),
                ('urgency', models.PositiveSmallIntegerField(default=medagora.community.domain.moderation.matters.Urgency['SOON'])),
                ('opened_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('all_called_at', models.DateTimeField(blank=True, null=True)),
                ('claimed_at', models.DateTimeField(blank=True, null=True)),
                ('note', models.TextField(blank=True)),
                ('decided_pseudonym', models.CharField(blank=True, max_length=20)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('outcome', models.CharField(blank=True, max_length=12)),
                ('reason', models.CharField(blank=True, max_length=12)),
                ('words', models.TextField(blank=True)),
                ('concerned', models.JSONField(default=list)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('appeals', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='appeal', to='community.matter')),
                ('claimed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='matters', to='community.post')),
                ('settled_with', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='settled', to='community.matter')),
                ('copy', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='community.postcopy')),
            ],
            options={
                'indexes': [models.Index(fields=['state', 'urgency', 'due_at'], name='matter_queue'), models.Index(fields=['person', '-opened_at'], name='matter_about'), models.Index(fields=['post', 'state'], name='matter_of_post'), models.Index(fields=['closed_at'], name='matter_by_end')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['report', 'advice', 'spam', 'crisis', 'picture', 'hat', 'appeal'])), name='matter_kind_exists'), models.CheckConstraint(condition=models.Q(('state__in', ['open', 'second', 'author', 'closed'])), name='matter_state_exists'), models.CheckConstraint(condition=models.Q(('outcome', ''), ('outcome__in', ['keep', 'release', 'edit', 'hide', 'remove', 'looked', 'withdrawn', 'mended', 'upheld', 'changed', 'overturned']), _connector='OR'), name='matter_outcome_exists'), models.CheckConstraint(condition=models.Q(('reason', ''), ('reason__in', ['identifies', 'dangerous', 'selling', 'attack', 'false-hat', 'off-topic', 'spam', 'copyright', 'other']), _connector='OR'), name='matter_reason_exists'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('outcome', ''), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), models.Q(('outcome', ''), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='matter_decided_has_an_outcome'), models.CheckConstraint(condition=models.Q(models.Q(('appeals__isnull', False), ('kind', 'appeal')), models.Q(models.Q(('kind', 'appeal'), _negated=True), ('appeals', None)), _connector='OR'), name='matter_appeal_is_against_one'), models.UniqueConstraint(condition=models.Q(('state', 'open'), models.Q(('kind', 'appeal'), _negated=True)), fields=('post', 'kind'), name='matter_one_open_a_kind')],
            },
        ),
        migrations.CreateModel(
            name='PostReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=12)),
                ('words', models.TextField(blank=True)),
                ('is_about_picture', models.BooleanField(default=False)),
                ('was_trusted', models.BooleanField(default=False)),
                ('reported_at', models.DateTimeField()),
                ('was_founded', models.BooleanField(default=None, null=True)),
                ('copy', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='reports', to='community.postcopy')),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='community.matter')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='community.post')),
                ('reporter', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['reporter', '-reported_at'], name='postreport_by'), models.Index(fields=['reported_at'], name='postreport_by_time')],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason__in', ['identifies', 'dangerous', 'selling', 'attack', 'false-hat', 'off-topic', 'spam', 'copyright', 'other'])), name='postreport_reason_exists'), models.UniqueConstraint(fields=('post', 'reporter'), name='postreport_once_a_reader')],
            },
        ),
        migrations.CreateModel(
            name='Sanction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.CharField(default=medagora.community.models.conversations.new_uid, editable=False, max_length=16, unique=True)),
                ('kind', models.CharField(max_length=12)),
                ('state', models.CharField(max_length=12)),
                ('is_serious', models.BooleanField()),
                ('length', models.DurationField(blank=True, null=True)),
                ('seconds', models.PositiveIntegerField(default=0)),
                ('proposed_pseudonym', models.CharField(max_length=20)),
                ('proposed_at', models.DateTimeField()),
                ('second_pseudonym', models.CharField(blank=True, max_length=20)),
                ('second_at', models.DateTimeField(blank=True, null=True)),
                ('starts_at', models.DateTimeField(blank=True, null=True)),
                ('until', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('hat', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.hat')),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sanctions', to='community.matter')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['person', 'state', 'until'], name='sanction_of'), models.Index(fields=['state', 'proposed_at'], name='sanction_waiting')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['warning', 'slow', 'read-only', 'suspended', 'closed', 'doffed'])), name='sanction_kind_exists'), models.CheckConstraint(condition=models.Q(('state__in', ['proposed', 'in-force', 'declined', 'lapsed', 'ended'])), name='sanction_state_exists'), models.CheckConstraint(condition=models.Q(('second_pseudonym', ''), models.Q(('second_pseudonym', models.F('proposed_pseudonym')), _negated=True), _connector='OR'), name='sanction_second_is_another'), models.CheckConstraint(condition=models.Q(('is_serious', False), models.Q(('second_pseudonym', ''), _negated=True), ('state__in', ['proposed', 'lapsed']), _connector='OR'), name='sanction_serious_takes_two'), models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['suspended', 'closed']), _negated=True), ('is_serious', True), _connector='OR'), name='sanction_exclusion_is_serious')],
            },
        ),
        migrations.CreateModel(
            name='HardLook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='community.matter')),
            ],
            options={
                'indexes': [models.Index(fields=['person', 'at'], name='hardlook_week')],
                'constraints': [models.UniqueConstraint(fields=('person', 'matter'), name='hardlook_once_a_matter')],
            },
        ),
        migrations.CreateModel(
            name='MatterMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_from_moderators', models.BooleanField()),
                ('prepared', models.CharField(blank=True, max_length=20)),
                ('text', models.TextField(blank=True)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='community.matter')),
            ],
            options={
                'indexes': [models.Index(fields=['matter', 'at'], name='mattermessage_in_order')],
            },
        ),
    ]
