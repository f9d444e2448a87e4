"""What a clerk answers and corrects in the review of a list waits with its import."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [('meetings', '0008_values_of_gender_columns')]

    operations = [
        # Without a default, so that SQLite adds the column and does not make the table anew.
        migrations.AddField(
            model_name='importbatch',
            name='review',
            field=models.JSONField(help_text='what was answered and corrected before the import', null=True),
        ),
    ]
