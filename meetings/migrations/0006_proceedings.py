"""Statements and office-holders together are called proceedings; what the trail calls their imports follows."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

OLD, NEW = 'voiceimport', 'proceedingsimport'


def _rename_in_trail(apps, was, now):
    """The trail names records by model and number: of changes as their subject, of readings also among those shown."""
    changes = apps.get_model('meetings', 'Change').objects
    for change in changes.filter(subject__startswith=f'{was}:').iterator():
        changes.filter(pk=change.pk).update(subject=change.subject.replace(was, now, 1))
    for change in changes.filter(action='read_names', after__isnull=False).iterator():
        shown = change.after.get('shown', [])
        if any(one.startswith(f'{was}:') for one in shown):
            renamed = [one.replace(was, now, 1) if one.startswith(f'{was}:') else one for one in shown]
            changes.filter(pk=change.pk).update(after=change.after | {'shown': renamed})


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
    renamed = {f'meetings_{OLD}': f'meetings_{NEW}', f'meetings_{NEW}': f'meetings_{OLD}'}
    with schema_editor.connection.cursor() as cursor:
        tables = set(schema_editor.connection.introspection.table_names(cursor))
        for name, number in _numbers.items():
            table = name if name in tables else renamed.get(name, name)
            cursor.execute('SELECT seq FROM sqlite_sequence WHERE name = %s', [table])
            now = max([number, *(seq for (seq,) in cursor.fetchall())])
            cursor.execute('DELETE FROM sqlite_sequence WHERE name = %s', [table])
            cursor.execute('INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)', [table, now])
    _numbers.clear()


def forward(apps, schema_editor):
    _rename_in_trail(apps, OLD, NEW)
    # PostgreSQL alters no table on which checks still wait.
    schema_editor.connection.check_constraints()


def back(apps, schema_editor):
    _rename_in_trail(apps, NEW, OLD)
    schema_editor.connection.check_constraints()


ONE_PLACE = Q(meeting__isnull=False, forum__isnull=True) | Q(meeting__isnull=True, forum__isnull=False)
COMMITTED = ~Q(state__in=['committed', 'withdrawn']) | Q(committed_at__isnull=False)


class Migration(migrations.Migration):

    dependencies = [('meetings', '0005_voices')]

    operations = [
        migrations.RunPython(remember_numbers, restore_numbers),
        migrations.RemoveConstraint(model_name='voiceimport', name='voices_of_a_meeting_or_a_forum'),
        migrations.RemoveConstraint(model_name='voiceimport', name='committed_voices_have_a_time'),
        migrations.RenameModel(old_name='VoiceImport', new_name='ProceedingsImport'),
        migrations.AlterField(
            model_name='proceedingsimport',
            name='meeting',
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name='proceedings_imports',
                to='meetings.meeting',
            ),
        ),
        migrations.AlterField(
            model_name='proceedingsimport',
            name='forum',
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name='proceedings_imports',
                to='meetings.forum',
            ),
        ),
        migrations.AddConstraint(
            model_name='proceedingsimport',
            constraint=models.CheckConstraint(condition=ONE_PLACE, name='proceedings_of_a_meeting_or_a_forum'),
        ),
        migrations.AddConstraint(
            model_name='proceedingsimport',
            constraint=models.CheckConstraint(condition=COMMITTED, name='committed_proceedings_have_a_time'),
        ),
        migrations.RunPython(forward, back),
        migrations.RunPython(restore_numbers, remember_numbers),
    ]
