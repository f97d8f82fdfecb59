import django.db.models.deletion
import medagora.community.models.conversations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('community', '0003_moderation'),
        ('people', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Bookmark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kept_at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='community.question')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'question'), name='bookmark_once')],
            },
        ),
        migrations.CreateModel(
            name='Tie',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('mute', 'Mute'), ('block', 'Block')], max_length=8)),
                ('made_at', models.DateTimeField()),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'other'), name='tie_once'), models.CheckConstraint(condition=models.Q(('person', models.F('other')), _negated=True), name='tie_not_to_self'), models.CheckConstraint(condition=models.Q(('kind__in', ['mute', 'block'])), name='tie_kind_exists')],
            },
        ),
        migrations.CreateModel(
            name='GoodWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.CharField(max_length=12)),
                ('given_at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='good_words', to='community.post')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('word__in', ['thanks', 'hug', 'me_too', 'learnt'])), name='goodword_word_exists'), models.UniqueConstraint(fields=('post', 'person', 'word'), name='goodword_once')],
            },
        ),
        migrations.CreateModel(
            name='Picture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.CharField(default=medagora.community.models.conversations.new_uid, editable=False, max_length=16, unique=True)),
                ('name', models.CharField(max_length=100)),
                ('width', models.PositiveIntegerField()),
                ('height', models.PositiveIntegerField()),
                ('is_blurred', models.BooleanField(default=False)),
                ('brought_at', models.DateTimeField()),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('post', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='pictures', to='community.post')),
            ],
            options={
                'indexes': [models.Index(fields=['post', 'brought_at'], name='picture_loose')],
            },
        ),
    ]
