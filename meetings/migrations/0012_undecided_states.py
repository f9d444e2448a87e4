"""A delegation whose name several States share counts among States, undecided; those that wait for an answer follow."""

from django.db import migrations, models
from django.db.models import F, Q

STATES = ['state_party', 'signatory', 'state_not_party', 'observer_state']
OTHERS = 'other_entity'
KINDS = [
    ('title', 'unknown courtesy title'),
    ('value', 'value of a gender column'),
    ('country', 'unknown country or delegation'),
    ('code', 'code and name disagree'),
    ('section', 'States in a section of organizations'),
    ('gender', "two equal sources disagree on a person's gender"),
    ('two_titles', 'listed twice with contradicting titles'),
    ('title_column', 'title and gender column disagree'),
    ('same_person', 'one person or two'),
]
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


def forward(apps, schema_editor):
    """Only where a question still waits: who answered has placed the delegation, and after the lock none is open."""
    for question in apps.get_model('meetings', 'Question').objects.filter(kind='country', answer='').iterator():
        codes = question.suggestions.get('codes', [])
        if len(codes) > 1 and _shared(apps, question.found):
            said = question.suggestions.get('category', '')
            category = said if said in STATES else 'state_party'
            _move(apps, question, OTHERS, {'category': category, 'undecided': True})
    # PostgreSQL alters no table on which checks still wait.
    schema_editor.connection.check_constraints()


def back(apps, schema_editor):
    """Back among other entities; of two that one name has there, the second gets a key of its own."""
    Delegation = apps.get_model('meetings', 'Delegation')
    undecided = list(Delegation.objects.filter(undecided=True).order_by('pk'))
    for one in undecided:
        same = Delegation.objects.filter(meeting=one.meeting_id, category=OTHERS, entity_key=one.entity_key)
        if same.exists():
            one.entity_key = f'{one.entity_key[:180]} {one.pk}'
        one.category, one.undecided = OTHERS, False
        one.save()
    meetings = {one.meeting_id for one in undecided}
    apps.get_model('meetings', 'Meeting').objects.filter(pk__in=meetings).update(revision=F('revision') + 1)
    apps.get_model('meetings', 'Question').objects.filter(kind='section').delete()
    schema_editor.connection.check_constraints()


def _shared(apps, name):
    """Whether the name is on file as that of several States, not one misspelt that resembles some."""
    several = apps.get_model('meetings', 'Alias').objects.filter(code='', label='', suggestions__contains=' ')
    return name.strip().casefold() in {text.casefold() for text in several.values_list('text', flat=True)}


def _move(apps, question, category, values):
    waiting = apps.get_model('meetings', 'Delegation').objects.filter(
        meeting=question.meeting_id, entity_key=question.key[:200], category=category
    )
    if waiting.update(**values):
        meetings = apps.get_model('meetings', 'Meeting').objects
        meetings.filter(pk=question.meeting_id).update(revision=F('revision') + 1)


class Migration(migrations.Migration):
    dependencies = [('meetings', '0011_merged_people')]

    operations = [
        migrations.RunPython(remember_numbers, restore_numbers),
        migrations.AlterField(
            model_name='question', name='kind', field=models.CharField(choices=KINDS, max_length=12)
        ),
        migrations.AddField(
            model_name='delegation',
            name='undecided',
            field=models.BooleanField(
                default=False,
                help_text='its name is that of several States; a question asks which, and it counts as a State',
            ),
        ),
        migrations.RemoveConstraint(model_name='delegation', name='state_categories_are_for_states'),
        migrations.RunPython(forward, back),
        migrations.AddConstraint(
            model_name='delegation',
            constraint=models.CheckConstraint(
                condition=Q(country__isnull=False) | ~Q(category__in=STATES) | Q(undecided=True),
                name='state_categories_are_for_states',
            ),
        ),
        migrations.AddConstraint(
            model_name='delegation',
            constraint=models.CheckConstraint(
                condition=Q(undecided=False) | Q(country__isnull=True, category__in=STATES),
                name='undecided_is_among_states',
            ),
        ),
        migrations.RunPython(restore_numbers, remember_numbers),
    ]
