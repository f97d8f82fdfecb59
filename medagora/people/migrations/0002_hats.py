import django.db.models.deletion
import medagora.people.models.hats
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='MailDomain',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('domain', models.CharField(max_length=120, unique=True)),
                ('organisation', models.CharField(max_length=120)),
                ('roles', models.JSONField(default=list)),
                ('added_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='EvidenceOwner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('kind', models.CharField(max_length=20)),
                ('since', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='FormerAlias',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('alias', models.CharField(blank=True, max_length=40)),
                ('given_up_at', models.DateTimeField()),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='former_aliases', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Hat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.CharField(default=medagora.people.models.hats.new_uid, editable=False, max_length=20, unique=True)),
                ('role', models.CharField(max_length=20)),
                ('specialty', models.SlugField(blank=True, max_length=80)),
                ('topic', models.SlugField(blank=True, max_length=80)),
                ('words', models.CharField(blank=True, max_length=120)),
                ('country', models.CharField(blank=True, max_length=2)),
                ('standing', models.CharField(max_length=20)),
                ('evidence', models.CharField(default='none', max_length=20)),
                ('evidence_link', models.URLField(blank=True, max_length=300)),
                ('name', models.CharField(blank=True, max_length=120)),
                ('shows_name', models.BooleanField(default=False)),
                ('made_at', models.DateTimeField()),
                ('verified_at', models.DateTimeField(blank=True, null=True)),
                ('expires_at', models.DateTimeField(blank=True, null=True)),
                ('reminded_at', models.DateTimeField(blank=True, null=True)),
                ('doffed_at', models.DateTimeField(blank=True, null=True)),
                ('doffed_because', models.CharField(blank=True, max_length=20)),
                ('doffed_words', models.CharField(blank=True, max_length=500)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hats', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['expires_at'], name='hat_by_expiry'), models.Index(fields=['role', 'standing'], name='hat_by_role')],
                'constraints': [models.CheckConstraint(condition=models.Q(('role__in', ['carer', 'dentist', 'dietitian', 'librarian', 'living_with', 'medical_student', 'midwife', 'nurse', 'other_professional', 'paramedic', 'pharmacist', 'physician', 'physiotherapist', 'psychologist', 'speaks_for'])), name='hat_role_exists'), models.CheckConstraint(condition=models.Q(('doffed_because__in', ['', 'licence_ended', 'misused', 'not_true', 'own_wish'])), name='hat_doffed_for_a_known_reason'), models.CheckConstraint(condition=models.Q(models.Q(('expires_at__isnull', False), ('standing', 'verified'), ('verified_at__isnull', False), models.Q(('evidence', 'none'), _negated=True)), models.Q(('evidence', 'none'), ('standing', 'self_declared')), _connector='OR'), name='hat_verified_has_evidence_and_end'), models.UniqueConstraint(condition=models.Q(('doffed_at', None)), fields=('person', 'role', 'specialty', 'topic', 'words'), name='hat_held_once')],
            },
        ),
        migrations.CreateModel(
            name='HatRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.CharField(default=medagora.people.models.hats.new_uid, editable=False, max_length=20, unique=True)),
                ('role', models.CharField(max_length=20)),
                ('specialty', models.SlugField(blank=True, max_length=80)),
                ('words', models.CharField(blank=True, max_length=120)),
                ('country', models.CharField(blank=True, max_length=2)),
                ('way', models.CharField(max_length=20)),
                ('name', models.CharField(blank=True, max_length=120)),
                ('shows_name', models.BooleanField(default=False)),
                ('state', models.CharField(choices=[('open', 'Open'), ('granted', 'Granted'), ('refused', 'Refused'), ('withdrawn', 'Withdrawn')], default='open', max_length=20)),
                ('register', models.CharField(blank=True, max_length=20)),
                ('number', models.CharField(blank=True, max_length=40)),
                ('link', models.URLField(blank=True, max_length=300)),
                ('digest', models.CharField(blank=True, max_length=64)),
                ('findings', models.JSONField(blank=True, default=dict)),
                ('remarks', models.CharField(blank=True, max_length=500)),
                ('code_digest', models.CharField(blank=True, max_length=64)),
                ('code_sent_at', models.DateTimeField(null=True)),
                ('codes_sent', models.PositiveSmallIntegerField(default=0)),
                ('wrong_codes', models.PositiveSmallIntegerField(default=0)),
                ('asked_at', models.DateTimeField()),
                ('ready_at', models.DateTimeField(null=True)),
                ('decided_at', models.DateTimeField(null=True)),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hat_requests', to=settings.AUTH_USER_MODEL)),
                ('mail_domain', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to='people.maildomain')),
            ],
            options={
                'indexes': [models.Index(fields=['state', 'ready_at'], name='hatrequest_by_turn')],
                'constraints': [models.CheckConstraint(condition=models.Q(('role__in', ['carer', 'dentist', 'dietitian', 'librarian', 'living_with', 'medical_student', 'midwife', 'nurse', 'other_professional', 'paramedic', 'pharmacist', 'physician', 'physiotherapist', 'psychologist', 'speaks_for'])), name='hatrequest_role_exists'), models.CheckConstraint(condition=models.Q(('way__in', ['documents', 'mail', 'orcid', 'register', 'vouching'])), name='hatrequest_way_exists'), models.CheckConstraint(condition=models.Q(('state', 'open'), models.Q(('code_digest', ''), ('number', ''), ('remarks', '')), _connector='OR'), name='hatrequest_forgets_when_decided'), models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('person', 'role', 'specialty', 'words'), name='hatrequest_open_once')],
            },
        ),
        migrations.CreateModel(
            name='HatChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('granted', 'Granted'), ('renewed', 'Renewed'), ('doffed', 'Doffed')], max_length=20)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('hat', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='people.hat')),
            ],
        ),
        migrations.CreateModel(
            name='HatOpinion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('saw_documents_at', models.DateTimeField(null=True)),
                ('agrees', models.BooleanField(null=True)),
                ('said_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='opinions', to='people.hatrequest')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('request', 'by'), name='hatopinion_one_each')],
            },
        ),
        migrations.CreateModel(
            name='HatDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.CharField(default=medagora.people.models.hats.new_uid, editable=False, max_length=20, unique=True)),
                ('media_type', models.CharField(max_length=40)),
                ('size', models.PositiveIntegerField()),
                ('added_at', models.DateTimeField()),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='people.hatrequest')),
            ],
        ),
        migrations.CreateModel(
            name='Vouch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('said_at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='vouches', to='people.hatrequest')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('request', 'by'), name='vouch_one_each')],
            },
        ),
        migrations.AddField(
            model_name='person',
            name='alias',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name='person',
            name='alias_key',
            field=models.CharField(editable=False, max_length=80, null=True, unique=True),
        ),
    ]
