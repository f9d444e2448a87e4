"""Staff on one day by unit and level, movements, and the plan."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PlannedStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.CharField(max_length=10, verbose_name='level')),
                ('action', models.CharField(max_length=300, verbose_name='what is done')),
                ('owner', models.CharField(max_length=120, verbose_name='who does it (post or unit)')),
                ('due', models.DateField(blank=True, null=True, verbose_name='due on')),
                ('done', models.DateField(blank=True, null=True, verbose_name='done on')),
                ('document', models.CharField(blank=True, max_length=300, verbose_name='reference of a document')),
                ('at', models.DateTimeField()),
                ('demonstration', models.BooleanField(default=False)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['done', 'due', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Snapshot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('as_of', models.DateField(verbose_name='on')),
                ('scope', models.CharField(choices=[('one_year_or_more', 'appointments of one year or more'), ('everybody', 'everybody, with consultants and interns')], default='one_year_or_more', max_length=20, verbose_name='who is counted')),
                ('source', models.CharField(max_length=300, verbose_name='source')),
                ('classification', models.CharField(max_length=40, verbose_name='classification of levels')),
                ('stated_total', models.PositiveIntegerField(verbose_name='total in the source')),
                ('entered_at', models.DateTimeField()),
                ('locked_at', models.DateTimeField(blank=True, null=True)),
                ('demonstration', models.BooleanField(default=False)),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('locked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['as_of', 'scope'],
            },
        ),
        migrations.CreateModel(
            name='StaffCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.CharField(max_length=120, verbose_name='unit')),
                ('category', models.CharField(choices=[('professional', 'Professional and higher'), ('general_service', 'General Service and related'), ('field_service', 'Field Service'), ('national_officer', 'National Professional Officers')], max_length=20, verbose_name='category')),
                ('level', models.CharField(max_length=10, verbose_name='level')),
                ('contract', models.CharField(choices=[('permanent_continuing', 'permanent or continuing'), ('fixed_term', 'fixed-term'), ('temporary', 'temporary'), ('consultant', 'consultant'), ('intern', 'intern'), ('junior_officer', 'Junior Professional Officer'), ('seconded', 'seconded')], max_length=24, verbose_name='contract')),
                ('location', models.CharField(choices=[('headquarters', 'headquarters'), ('field', 'field')], max_length=14, verbose_name='location')),
                ('women', models.PositiveIntegerField(default=0)),
                ('men', models.PositiveIntegerField(default=0)),
                ('another', models.PositiveIntegerField(default=0)),
                ('not_recorded', models.PositiveIntegerField(default=0)),
                ('snapshot', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='counts', to='staff.snapshot')),
            ],
            options={
                'ordering': ['snapshot', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='HalfYear',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.CharField(max_length=10, verbose_name='level')),
                ('begins', models.DateField(verbose_name='half-year from')),
                ('retiring_women', models.PositiveIntegerField(default=0, verbose_name='women who retire')),
                ('retiring_men', models.PositiveIntegerField(default=0, verbose_name='men who retire')),
                ('vacancies', models.PositiveIntegerField(default=0, verbose_name='posts to be filled')),
                ('at', models.DateTimeField()),
                ('demonstration', models.BooleanField(default=False)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['begins', 'level'],
                'constraints': [models.UniqueConstraint(fields=('level', 'begins'), name='half_year_planned_once'), models.CheckConstraint(condition=models.Q(('begins__day', 1), ('begins__month__in', (1, 7))), name='half_years_begin_in_january_or_july')],
            },
        ),
        migrations.CreateModel(
            name='LevelTarget',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.CharField(max_length=10, verbose_name='level')),
                ('year', models.PositiveSmallIntegerField(verbose_name='by the end of')),
                ('percent', models.PositiveSmallIntegerField(verbose_name='share of women, per cent')),
                ('document', models.CharField(max_length=300, verbose_name='document')),
                ('at', models.DateTimeField()),
                ('demonstration', models.BooleanField(default=False)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['level', 'year'],
                'constraints': [models.UniqueConstraint(fields=('level', 'year'), name='one_target_of_a_level_and_year'), models.CheckConstraint(condition=models.Q(('percent__gt', 0), ('percent__lte', 100)), name='target_is_a_percentage')],
            },
        ),
        migrations.CreateModel(
            name='Movement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_day', models.DateField(verbose_name='from')),
                ('last_day', models.DateField(verbose_name='to')),
                ('level', models.CharField(max_length=10, verbose_name='level')),
                ('kind', models.CharField(choices=[('appointment', 'appointment'), ('promotion', 'promotion'), ('lateral', 'lateral move'), ('retirement', 'retirement'), ('resignation', 'resignation'), ('expiry', 'expiry of appointment'), ('abolition', 'abolition of post')], max_length=12, verbose_name='kind')),
                ('stage', models.CharField(blank=True, choices=[('', 'the movement itself'), ('applied', 'applied'), ('long_listed', 'long-listed'), ('interviewed', 'interviewed'), ('recommended', 'recommended'), ('selected', 'selected')], default='', max_length=12, verbose_name='stage')),
                ('women', models.PositiveIntegerField(default=0, verbose_name='women')),
                ('men', models.PositiveIntegerField(default=0, verbose_name='men')),
                ('another', models.PositiveIntegerField(default=0, verbose_name='another gender')),
                ('not_recorded', models.PositiveIntegerField(default=0, verbose_name='not recorded')),
                ('source', models.CharField(max_length=300, verbose_name='source')),
                ('at', models.DateTimeField()),
                ('demonstration', models.BooleanField(default=False)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-last_day', 'level', 'kind', 'stage'],
                'constraints': [models.UniqueConstraint(fields=('first_day', 'last_day', 'level', 'kind', 'stage'), name='movement_counted_once'), models.CheckConstraint(condition=models.Q(('last_day__gte', models.F('first_day'))), name='movement_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(('kind__in', ['appointment', 'promotion', 'lateral', 'retirement', 'resignation', 'expiry', 'abolition'])), name='movement_kind_is_known'), models.CheckConstraint(condition=models.Q(('stage', ''), ('kind__in', ('appointment', 'promotion')), _connector='OR'), name='candidates_are_for_a_post')],
            },
        ),
        migrations.AddConstraint(
            model_name='snapshot',
            constraint=models.UniqueConstraint(fields=('as_of', 'scope'), name='one_snapshot_of_a_day_and_scope'),
        ),
        migrations.AddConstraint(
            model_name='snapshot',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('locked_at', None), ('locked_by', None)), models.Q(('locked_at__isnull', False), ('locked_by__isnull', False), models.Q(('locked_by', models.F('entered_by')), _negated=True)), _connector='OR'), name='a_second_person_locks_staff'),
        ),
        migrations.AddConstraint(
            model_name='snapshot',
            constraint=models.CheckConstraint(condition=models.Q(('scope__in', ['one_year_or_more', 'everybody'])), name='staff_scope_is_known'),
        ),
        migrations.AddConstraint(
            model_name='snapshot',
            constraint=models.CheckConstraint(condition=models.Q(('stated_total__gt', 0)), name='a_snapshot_counts_somebody'),
        ),
        migrations.AddConstraint(
            model_name='staffcount',
            constraint=models.UniqueConstraint(fields=('snapshot', 'unit', 'level', 'contract', 'location'), name='staff_counted_once'),
        ),
        migrations.AddConstraint(
            model_name='staffcount',
            constraint=models.CheckConstraint(condition=models.Q(('women__gt', 0), ('men__gt', 0), ('another__gt', 0), ('not_recorded__gt', 0), _connector='OR'), name='staff_count_is_of_somebody'),
        ),
        migrations.AddConstraint(
            model_name='staffcount',
            constraint=models.CheckConstraint(condition=models.Q(('contract__in', ['permanent_continuing', 'fixed_term', 'temporary', 'consultant', 'intern', 'junior_officer', 'seconded'])), name='staff_contract_is_known'),
        ),
        migrations.AddConstraint(
            model_name='staffcount',
            constraint=models.CheckConstraint(condition=models.Q(('category__in', ['professional', 'general_service', 'field_service', 'national_officer'])), name='staff_category_is_known'),
        ),
        migrations.AddConstraint(
            model_name='staffcount',
            constraint=models.CheckConstraint(condition=models.Q(('location__in', ['headquarters', 'field'])), name='staff_location_is_known'),
        ),
    ]
