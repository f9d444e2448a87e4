"""As listed is what the list prints: what stood there on another basis is as recorded only, in locked meetings too.

Published files are not touched. Of lists whose gender column was said to be the delegation's form, which was preset,
nobody can say whether it was printed: their source counts as not named, and a reviewer names it.
"""

from collections import defaultdict

from django.contrib.auth.hashers import make_password
from django.db import migrations, models
from django.db.models import F, Q
from django.utils import timezone

BASES = [
    ('self_declared', 'declared by the person'),
    ('delegation_form', "delegation's form"),
    ('registration', 'registration data'),
    ('courtesy_title', 'courtesy title in the official list'),
    ('printed', 'column printed in the official list'),
    ('public_source', 'public source (cited)'),
    ('office_coded', 'coded by the office'),
    ('', 'no basis'),
]
KINDS = [
    ('title', 'unknown courtesy title'),
    ('country', 'unknown country or delegation'),
    ('code', 'code and name disagree'),
    ('gender', "two equal sources disagree on a person's gender"),
    ('two_titles', 'listed twice with contradicting titles'),
    ('title_column', 'title and gender column disagree'),
    ('same_person', 'one person or two'),
]
LISTED = ['courtesy_title', 'printed', 'public_source', '']
ELSEWHERE = ['self_declared', 'delegation_form', 'registration', 'office_coded']
PRESET, PRESET_ON_THE_WEB = 'delegation_form', 'office_coded'
STRENGTH = ['', 'office_coded', 'public_source', 'courtesy_title', 'registration', 'delegation_form', 'self_declared']
NOT_RECORDED = ('unknown', '')
READ_AGAIN = 'read_again'  # the action under which the change log of the next release finds it
COMMAND_LINE = 'command-line'
CARRIERS = [
    ('GenderRecord', 'basis'), ('Participation', 'listed_basis'), ('Participation', 'recorded_basis'),
    ('DelegationCount', 'basis'), ('Statement', 'speaker_basis'), ('OfficeHolder', 'holder_basis'),
    ('PanelSeat', 'seat_basis'), ('ImportBatch', 'gender_basis'), ('ProceedingsImport', 'gender_basis'),
]
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


class Titles:
    """What a printed courtesy title claims, as the titles on file say it."""

    def __init__(self, apps):
        from meetings.names import TitleRules

        pairs = apps.get_model('meetings', 'Honorific').objects.order_by('by', 'pk').values_list('title', 'claim')
        self.rules = TitleRules(pairs)

    def printed(self, title):
        from meetings.names import read_title

        claim = read_title(title, self.rules).claim if title else ''
        return (claim, 'courtesy_title') if claim in ('woman', 'man') else NOT_RECORDED


def forward(apps, schema_editor):
    titles = Titles(apps)
    moved = move_to_recorded(apps, titles)
    moved.update(meetings_of_head_counts(apps))
    keep_undo_possible(apps, titles)
    note_read_again(apps, moved)
    apps.get_model('meetings', 'ImportBatch').objects.filter(gender_basis=PRESET, gender_source='').update(
        gender_basis=''
    )
    presets = [PRESET, PRESET_ON_THE_WEB]
    apps.get_model('meetings', 'ProceedingsImport').objects.filter(gender_basis__in=presets).update(gender_basis='')
    # PostgreSQL alters no table on which checks still wait.
    schema_editor.connection.check_constraints()


def move_to_recorded(apps, titles):
    """What stood as listed on another basis becomes what the title says, or a cited source; returns the meetings."""
    participations = apps.get_model('meetings', 'Participation').objects
    evidence = standing_evidence(apps)
    meetings = set()
    for one in list(participations.filter(listed_basis__in=ELSEWHERE)):
        known = evidence[one.person_id, one.meeting_id]
        if one.recorded_gender == 'unknown' and (one.listed_gender, one.listed_basis) not in known:
            one.recorded_gender, one.recorded_basis = one.listed_gender, one.listed_basis
        cited = [pair for pair in known if pair[1] == 'public_source']
        printed = titles.printed(one.printed_title)
        one.listed_gender, one.listed_basis = cited[0] if cited and printed == NOT_RECORDED else printed
        one.corrected = [name for name in one.corrected if name not in ('listed_gender', 'listed_basis')]
        one.save()
        meetings.add(one.meeting_id)
    return meetings


def standing_evidence(apps):
    """(value, basis) by person and meeting, of the people who are touched."""
    wrong = apps.get_model('meetings', 'Participation').objects.filter(listed_basis__in=ELSEWHERE)
    records = apps.get_model('meetings', 'GenderRecord').objects.filter(
        withdrawn_at__isnull=True, person__in=wrong.values('person')
    )
    found = defaultdict(list)
    for person, meeting, *said in records.order_by('pk').values_list('person_id', 'meeting_id', 'value', 'basis'):
        found[person, meeting].append(tuple(said))
    return found


def meetings_of_head_counts(apps):
    counts = apps.get_model('meetings', 'DelegationCount').objects.filter(basis__in=ELSEWHERE)
    return counts.values_list('delegation__meeting_id', flat=True)


def keep_undo_possible(apps, titles):
    """An import that is undone gives back what stood before it: that, too, is what the list prints."""
    rows = apps.get_model('meetings', 'ImportRow').objects.filter(before__listed_basis__in=ELSEWHERE)
    for row in list(rows.select_related('participation')):
        now = row.participation.printed_title if row.participation else ''
        gender, basis = titles.printed(row.before.get('printed_title', now))
        row.before = row.before | {'listed_gender': gender, 'listed_basis': basis}
        row.save(update_fields=['before'])


def note_read_again(apps, meetings):
    """The revision moves, also after the lock, and the trail says it: no more than that the list was read again."""
    if not meetings:
        return
    by, _made = apps.get_model('auth', 'User').objects.get_or_create(
        username=COMMAND_LINE, defaults={'is_active': False, 'password': make_password(None)}
    )
    Change = apps.get_model('meetings', 'Change')
    apps.get_model('meetings', 'Meeting').objects.filter(pk__in=meetings).update(revision=F('revision') + 1)
    Change.objects.bulk_create(
        Change(at=timezone.now(), by=by, action=READ_AGAIN, subject=f'meeting:{pk}', meeting_id=pk)
        for pk in sorted(meetings)
    )


def strength(said):
    return STRENGTH.index(said[1])


def back(apps, schema_editor):
    """As it was: the strongest that a list brings stands as listed, whatever it is; what was printed has no word."""
    get = lambda name: apps.get_model('meetings', name).objects  # noqa: E731
    for model, field in CARRIERS:
        get(model).filter(**{field: 'printed'}).update(**{field: PRESET})
    # Only what has still to be imported needs the one that was preset; of the rest it stays open who said it.
    for waiting in ('ImportBatch', 'ProceedingsImport'):
        get(waiting).filter(gender_basis='', state__in=['reading', 'previewed']).update(gender_basis=PRESET)
    for question in list(get('Question').filter(kind='title_column')):
        same = get('Question').filter(meeting_id=question.meeting_id, kind='gender', key=question.key)
        if same.exists():
            question.delete()
        else:
            get('Question').filter(pk=question.pk).update(kind='gender')
    strongest = defaultdict(lambda: NOT_RECORDED)
    brought = get('GenderRecord').filter(withdrawn_at__isnull=True, batch__isnull=False, basis__in=ELSEWHERE)
    for person, meeting, *said in brought.values_list('person_id', 'meeting_id', 'value', 'basis'):
        strongest[person, meeting] = max(strongest[person, meeting], tuple(said), key=strength)
    for one in list(get('Participation').filter(person__in=brought.values('person'))):
        said = strongest[one.person_id, one.meeting_id]
        if 'listed_gender' not in one.corrected and strength(said) > strength((one.listed_gender, one.listed_basis)):
            one.listed_gender, one.listed_basis = said
            one.save(update_fields=['listed_gender', 'listed_basis'])
    schema_editor.connection.check_constraints()


class Migration(migrations.Migration):

    dependencies = [('meetings', '0006_proceedings')]

    operations = [
        migrations.RunPython(remember_numbers, restore_numbers),
        migrations.AddField(
            model_name='genderrecord',
            name='said_on',
            field=models.DateField(help_text='the day of a declaration', null=True),
        ),
        migrations.AlterField(
            model_name='delegationcount', name='basis', field=models.CharField(choices=BASES, max_length=15)
        ),
        migrations.AlterField(
            model_name='genderrecord', name='basis', field=models.CharField(choices=BASES, max_length=15)
        ),
        migrations.AlterField(
            model_name='importbatch',
            name='gender_basis',
            field=models.CharField(
                blank=True, choices=BASES, default='', help_text='empty: nobody has said it', max_length=15
            ),
        ),
        migrations.AlterField(
            model_name='proceedingsimport',
            name='gender_basis',
            field=models.CharField(blank=True, choices=BASES, default='', max_length=15),
        ),
        *(
            migrations.AlterField(
                model_name=model, name=name,
                field=models.CharField(blank=True, choices=BASES, default='', max_length=15),
            )
            for model, name in (
                ('officeholder', 'holder_basis'), ('panelseat', 'seat_basis'), ('participation', 'listed_basis'),
                ('participation', 'recorded_basis'), ('statement', 'speaker_basis'),
            )
        ),
        migrations.AlterField(
            model_name='question', name='kind', field=models.CharField(choices=KINDS, max_length=12)
        ),
        migrations.RunPython(forward, back),
        migrations.AddConstraint(
            model_name='participation',
            constraint=models.CheckConstraint(
                condition=Q(listed_basis__in=LISTED), name='listed_is_what_the_list_prints'
            ),
        ),
        migrations.RunPython(restore_numbers, remember_numbers),
    ]
