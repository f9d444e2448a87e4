"""Panels that an invitation made are on record once they were held with us; every panel there is already is."""

from django.db import migrations, models
from django.db.models import Q

_numbers = {}


def remember_numbers(apps, schema_editor):
    """SQLite makes a table anew when a column of it changes, and forgets the highest number it ever gave out: the trail
    names records by number, so none may be given out twice."""
    if schema_editor.connection.vendor == 'sqlite':
        with schema_editor.connection.cursor() as cursor:
            cursor.execute('SELECT name, seq FROM sqlite_sequence')
            _numbers.update(cursor.fetchall())


def restore_numbers(apps, schema_editor):
    if schema_editor.connection.vendor != 'sqlite':
        return
    with schema_editor.connection.cursor() as cursor:
        for name, number in _numbers.items():
            cursor.execute('SELECT seq FROM sqlite_sequence WHERE name = %s', [name])
            now = max([number, *(seq for (seq,) in cursor.fetchall())])
            cursor.execute('DELETE FROM sqlite_sequence WHERE name = %s', [name])
            cursor.execute('INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)', [name, now])
    _numbers.clear()


class Migration(migrations.Migration):
    dependencies = [('meetings', '0012_undecided_states')]

    operations = [
        migrations.RunPython(remember_numbers, restore_numbers),
        migrations.AddField(
            model_name='panel', name='by_invitation', field=models.BooleanField(default=False)
        ),
        migrations.AddField(model_name='panel', name='on_record', field=models.BooleanField(default=True)),
        migrations.AddConstraint(
            model_name='panel',
            constraint=models.CheckConstraint(
                condition=Q(by_invitation=True) | Q(on_record=True), name='only_invitations_wait_for_the_record'
            ),
        ),
        migrations.RunPython(restore_numbers, remember_numbers),
    ]
