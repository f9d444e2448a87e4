"""A question may be about a value of a gender column; a version that does not know it forgets what was asked."""

from django.db import migrations, models

KINDS = [
    ('title', 'unknown courtesy title'),
    ('value', 'value of a gender column'),
    ('country', 'unknown country or delegation'),
    ('code', 'code and name disagree'),
    ('gender', "two equal sources disagree on a person's gender"),
    ('two_titles', 'listed twice with contradicting titles'),
    ('title_column', 'title and gender column disagree'),
    ('same_person', 'one person or two'),
]


def back(apps, schema_editor):
    apps.get_model('meetings', 'Question').objects.filter(kind='value').delete()
    # PostgreSQL alters no table on which checks still wait.
    schema_editor.connection.check_constraints()


class Migration(migrations.Migration):

    dependencies = [('meetings', '0007_as_listed')]

    operations = [
        migrations.AlterField(
            model_name='question', name='kind', field=models.CharField(choices=KINDS, max_length=12)
        ),
        migrations.RunPython(migrations.RunPython.noop, back),
    ]
