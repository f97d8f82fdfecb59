from django.db import migrations, models

from medagora.topics.domain.names import letter_of, sort_name


def file_names(apps, schema_editor):
    texts = apps.get_model("topics", "TopicText").objects.all()
    for text in texts.iterator(chunk_size=500):
        text.sort_name = sort_name(text.name, text.language)
        text.letter = letter_of(text.sort_name)
        text.save(update_fields=["sort_name", "letter"])


class Migration(migrations.Migration):

    dependencies = [
        ('topics', '0002_term_origin'),
    ]

    operations = [
        migrations.AddField(
            model_name='topictext',
            name='letter',
            field=models.CharField(default='#', max_length=2),
        ),
        migrations.RunPython(file_names, migrations.RunPython.noop),
    ]
