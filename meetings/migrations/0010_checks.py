"""The check: findings seen or accepted, a sample of rows, meetings sent back, and totals under sections."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


_numbers = {}


def remember_numbers(apps, schema_editor):
    """SQLite makes a table anew when a constraint joins it, and forgets the highest number it ever gave out: the trail
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

    dependencies = [
        ('meetings', '0009_review'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(remember_numbers, restore_numbers),
        migrations.AddField(
            model_name='listdocument',
            name='printed_sections',
            field=models.JSONField(blank=True, default=dict, help_text='people, as the document itself counts them under each category'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='lock_accepted',
            field=models.JSONField(blank=True, default=list, help_text='findings that were open at the lock: their kind, and why they were accepted'),
        ),
        migrations.CreateModel(
            name='FindingMark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('finding', models.CharField(max_length=40)),
                ('about', models.CharField(max_length=64)),
                ('said', models.CharField(choices=[('seen', 'seen'), ('accepted', 'accepted with a reason'), ('stays', 'still counted'), ('two_people', 'two people')], max_length=10)),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='marks', to='meetings.meeting')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('meeting', 'finding', 'about', 'said'), name='said_once_of_a_finding'), models.CheckConstraint(condition=models.Q(models.Q(('said', 'accepted'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='finding_accepted_with_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='SampleRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('right', models.BooleanField(null=True)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sample', to='meetings.meeting')),
                ('participation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='meetings.participation')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('meeting', 'participation'), name='drawn_once'), models.CheckConstraint(condition=models.Q(('right__isnull', True), ('by__isnull', False), _connector='OR'), name='looked_at_by_somebody')],
            },
        ),
        migrations.CreateModel(
            name='SentBack',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('note', models.CharField(max_length=500, verbose_name='note')),
                ('at', models.DateTimeField()),
                ('done_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('done_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sent_back', to='meetings.meeting')),
            ],
            options={
                'ordering': ['-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('done_at__isnull', True)), fields=('meeting',), name='sent_back_once_at_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('done_at__isnull', True), ('done_by__isnull', True)), models.Q(('done_at__isnull', False), ('done_by__isnull', False)), _connector='OR'), name='done_by_somebody')],
            },
        ),
        migrations.RunPython(restore_numbers, remember_numbers),
    ]
