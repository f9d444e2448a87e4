"""Fields of releases in words that say what they hold."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [('reports', '0002_planned_releases')]

    operations = [
        migrations.RenameField(model_name='release', old_name='told', new_name='last_public'),
        migrations.RenameField(model_name='release', old_name='behind', new_name='confidential_counts'),
    ]
