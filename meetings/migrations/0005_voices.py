"""Lists of statements and of office-holders have one import record; what the trail calls it follows."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

OLD, NEW = 'statementimport', 'voiceimport'


def _rename_in_trail(apps, schema_editor, was, now):
    """The trail names records by model and number: of changes as their subject, of readings also among those shown."""
    changes = apps.get_model('meetings', 'Change').objects
    for change in changes.filter(subject__startswith=f'{was}:').iterator():
        changes.filter(pk=change.pk).update(subject=change.subject.replace(was, now, 1))
    for change in changes.filter(action='read_names', after__isnull=False).iterator():
        shown = change.after.get('shown', [])
        if any(one.startswith(f'{was}:') for one in shown):
            renamed = [one.replace(was, now, 1) if one.startswith(f'{was}:') else one for one in shown]
            changes.filter(pk=change.pk).update(after=change.after | {'shown': renamed})


def forward(apps, schema_editor):
    _rename_in_trail(apps, schema_editor, OLD, NEW)


def back(apps, schema_editor):
    """The older version knows no lists of office-holders: they go, and who came by them stays."""
    imports = apps.get_model('meetings', 'VoiceImport').objects.filter(holds='offices')
    apps.get_model('meetings', 'OfficeHolder').objects.filter(batch__in=imports).update(batch=None)
    imports.delete()
    _rename_in_trail(apps, schema_editor, NEW, OLD)
    # PostgreSQL alters no table on which checks still wait.
    schema_editor.connection.check_constraints()


class Migration(migrations.Migration):

    dependencies = [('meetings', '0004_statements')]

    operations = [
        migrations.RemoveConstraint(model_name='statementimport', name='committed_statements_have_a_time'),
        migrations.RenameModel(old_name='StatementImport', new_name='VoiceImport'),
        migrations.AddField(
            model_name='voiceimport',
            name='holds',
            field=models.CharField(
                choices=[('statements', 'statements'), ('offices', 'office-holders')], default='statements',
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name='voiceimport',
            name='forum',
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name='voice_imports',
                to='meetings.forum',
            ),
        ),
        migrations.AddField(
            model_name='voiceimport', name='withdrawn_at', field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name='voiceimport',
            name='meeting',
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name='voice_imports',
                to='meetings.meeting',
            ),
        ),
        migrations.AddField(
            model_name='officeholder',
            name='batch',
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='office_holders',
                to='meetings.voiceimport',
            ),
        ),
        migrations.AddField(model_name='officeholder', name='line', field=models.PositiveIntegerField(null=True)),
        migrations.AddField(model_name='officeholder', name='corrected', field=models.JSONField(default=list)),
        migrations.AddConstraint(
            model_name='voiceimport',
            constraint=models.CheckConstraint(
                condition=Q(meeting__isnull=False, forum__isnull=True) | Q(meeting__isnull=True, forum__isnull=False),
                name='voices_of_a_meeting_or_a_forum',
            ),
        ),
        migrations.AddConstraint(
            model_name='voiceimport',
            constraint=models.CheckConstraint(
                condition=~Q(holds='statements') | Q(meeting__isnull=False), name='statements_are_of_a_meeting',
            ),
        ),
        migrations.AddConstraint(
            model_name='voiceimport',
            constraint=models.CheckConstraint(
                condition=~Q(state__in=['committed', 'withdrawn']) | Q(committed_at__isnull=False),
                name='committed_voices_have_a_time',
            ),
        ),
        migrations.RunPython(forward, back),
    ]
