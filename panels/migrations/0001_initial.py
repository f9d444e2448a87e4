"""Invitations to panels: line-ups, checks, steps, letters, experts, reminders."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('meetings', '0013_panels_by_invitation'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CalendarAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('secret', models.CharField(max_length=64, unique=True)),
                ('made_at', models.DateTimeField()),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Expert',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=300, verbose_name='name')),
                ('title', models.CharField(blank=True, max_length=120, verbose_name='courtesy title')),
                ('organisation', models.CharField(blank=True, max_length=300, verbose_name='organization')),
                ('expert_gender', models.CharField(choices=[('woman', 'woman'), ('man', 'man'), ('another', 'another gender'), ('undisclosed', 'prefers not to say'), ('unknown', 'not recorded')], default='unknown', max_length=11)),
                ('expert_basis', models.CharField(blank=True, choices=[('self_declared', 'declared by the person'), ('delegation_form', "delegation's form"), ('registration', 'registration data'), ('courtesy_title', 'courtesy title in the official list'), ('printed', 'column printed in the official list'), ('public_source', 'public source (cited)'), ('office_coded', 'coded by the office'), ('', 'no basis')], default='', max_length=15)),
                ('areas', models.JSONField(blank=True, default=list, verbose_name='areas')),
                ('topics', models.CharField(blank=True, max_length=500, verbose_name='topics')),
                ('languages', models.JSONField(blank=True, default=list, verbose_name='languages')),
                ('regional_group', models.CharField(blank=True, max_length=40, verbose_name='regional group')),
                ('contact', models.CharField(blank=True, max_length=300, verbose_name='contact')),
                ('consent_given', models.DateField(verbose_name='agreed on')),
                ('consent_until', models.DateField(verbose_name='until')),
                ('demonstration', models.BooleanField(default=False)),
            ],
            options={
                'ordering': ['name', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('expert_gender', 'unknown'), ('expert_basis', '')), models.Q(models.Q(('expert_gender', 'unknown'), _negated=True), models.Q(('expert_basis', ''), _negated=True)), _connector='OR'), name='expert_gender_has_basis'), models.CheckConstraint(condition=models.Q(('expert_basis__in', ('', 'self_declared'))), name='expert_gender_is_declared'), models.CheckConstraint(condition=models.Q(('consent_until__gte', models.F('consent_given'))), name='consent_ends_after_it_begins')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('organiser_type', models.CharField(choices=[('member_state', 'Member State'), ('un_entity', 'United Nations entity'), ('intergovernmental', 'intergovernmental organization'), ('civil_society', 'civil society'), ('academia', 'academia'), ('private_sector', 'private sector'), ('own_office', 'our own office')], max_length=20, verbose_name='kind of organizer')),
                ('invited_official', models.CharField(blank=True, max_length=200, verbose_name='post that is invited')),
                ('unit', models.CharField(blank=True, max_length=120, verbose_name='unit of the office')),
                ('received', models.DateField(verbose_name='received on')),
                ('reply_due', models.DateField(blank=True, null=True, verbose_name='reply due on')),
                ('place', models.CharField(blank=True, max_length=300, verbose_name='place or link')),
                ('topic', models.CharField(blank=True, max_length=300, verbose_name='topic')),
                ('area', models.CharField(blank=True, choices=[('nuclear', 'nuclear weapons'), ('biological', 'biological weapons'), ('chemical', 'chemical weapons'), ('conventional', 'conventional arms'), ('small_arms', 'small arms and light weapons'), ('emerging_cyber', 'emerging technologies and cyber'), ('outer_space', 'outer space'), ('general', 'disarmament in general')], max_length=20, verbose_name='area')),
                ('source', models.CharField(blank=True, max_length=300, verbose_name='how we know')),
                ('state', models.CharField(choices=[('received', 'received'), ('composition_asked', 'asked who speaks'), ('checked', 'checked'), ('accepted', 'accepted'), ('accepted_on_condition', 'accepted on condition'), ('change_requested', 'asked for a change'), ('experts_suggested', 'names suggested'), ('colleague_sent', 'a colleague goes'), ('declined', 'declined'), ('cancelled', 'cancelled'), ('held', 'took place'), ('closed', 'closed')], default='received', max_length=24)),
                ('demonstration', models.BooleanField(default=False)),
                ('outcome_code', models.CharField(blank=True, choices=[('joined', 'joined a mixed panel'), ('exempted', 'joined under an exemption'), ('special_measure', 'joined with a special measure'), ('breach', 'joined against the rule'), ('became_single_gender', 'became single-gender late'), ('cannot_tell', 'joined; who spoke is not known'), ('declined', 'declined'), ('cancelled', 'cancelled')], default='', max_length=24)),
                ('handed_in_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to=settings.AUTH_USER_MODEL)),
                ('panel', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='invitation', to='meetings.panel')),
            ],
            options={
                'ordering': ['reply_due', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='LetterTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('ask_who', 'ask who speaks'), ('ask_change', 'ask for a change'), ('suggest', 'suggest names'), ('accept_on_condition', 'accept on condition'), ('decline', 'decline')], max_length=20, verbose_name='kind')),
                ('language', models.CharField(choices=[('en', 'English'), ('fr', 'French')], max_length=2, verbose_name='language')),
                ('version', models.PositiveSmallIntegerField()),
                ('subject', models.CharField(max_length=200, verbose_name='subject')),
                ('text', models.TextField(verbose_name='text')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['kind', 'language', 'version'],
            },
        ),
        migrations.CreateModel(
            name='LineUp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveSmallIntegerField()),
                ('at', models.DateTimeField()),
                ('how', models.CharField(choices=[('typed', 'typed in'), ('pasted', 'pasted'), ('imported', 'imported'), ('drop_out', 'a speaker dropped out')], max_length=10)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('invitation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='line_ups', to='panels.invitation')),
            ],
            options={
                'ordering': ['invitation', 'version'],
            },
        ),
        migrations.CreateModel(
            name='Check',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('occasion', models.CharField(choices=[('line_up', 'new line-up'), ('week_before', 'seven days before'), ('day_before', 'one day before'), ('afterwards', 'who really spoke')], default='line_up', max_length=12)),
                ('rule_version', models.PositiveSmallIntegerField()),
                ('moderators_counted', models.BooleanField()),
                ('status', models.CharField(max_length=30)),
                ('views', models.JSONField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('line_up', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='checks', to='panels.lineup')),
            ],
            options={
                'ordering': ['line_up', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='LineUpSeat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('role', models.CharField(choices=[('speaker', 'speaker'), ('moderator', 'moderator'), ('chair', 'chair'), ('master_of_ceremonies', 'master of ceremonies')], default='speaker', max_length=20, verbose_name='role')),
                ('name', models.CharField(blank=True, max_length=300, verbose_name='name')),
                ('title', models.CharField(blank=True, max_length=120, verbose_name='courtesy title')),
                ('organisation', models.CharField(blank=True, max_length=300, verbose_name='organization')),
                ('seat_gender', models.CharField(choices=[('woman', 'woman'), ('man', 'man'), ('another', 'another gender'), ('undisclosed', 'prefers not to say'), ('unknown', 'not recorded')], default='unknown', max_length=11)),
                ('seat_basis', models.CharField(blank=True, choices=[('self_declared', 'declared by the person'), ('delegation_form', "delegation's form"), ('registration', 'registration data'), ('courtesy_title', 'courtesy title in the official list'), ('printed', 'column printed in the official list'), ('public_source', 'public source (cited)'), ('office_coded', 'coded by the office'), ('', 'no basis')], default='', max_length=15)),
                ('confirmed', models.BooleanField(default=True, verbose_name='confirmed')),
                ('ours', models.BooleanField(default=False, verbose_name='our participant')),
                ('line_up', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seats', to='panels.lineup')),
            ],
            options={
                'ordering': ['line_up', 'order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('letter_text', models.TextField(blank=True)),
                ('letter_language', models.CharField(blank=True, choices=[('en', 'English'), ('fr', 'French')], max_length=2)),
                ('to_state', models.CharField(choices=[('received', 'received'), ('composition_asked', 'asked who speaks'), ('checked', 'checked'), ('accepted', 'accepted'), ('accepted_on_condition', 'accepted on condition'), ('change_requested', 'asked for a change'), ('experts_suggested', 'names suggested'), ('colleague_sent', 'a colleague goes'), ('declined', 'declined'), ('cancelled', 'cancelled'), ('held', 'took place'), ('closed', 'closed')], max_length=24)),
                ('at', models.DateTimeField()),
                ('reason_code', models.CharField(blank=True, choices=[('no_response', 'the organizers did not respond'), ('already_full', 'the panel was already full'), ('topic_specific', 'the topic concerns one gender'), ('protocol_level', 'level set by protocol'), ('designated_by_member_states', 'speakers designated by Member States'), ('ex_officio', 'speakers sit by virtue of their office'), ('womens_leadership', 'on the leadership of women'), ('head_of_office', 'decision of the head of the office'), ('other', 'another reason, in words'), ('late_drop_out', 'a speaker dropped out late'), ('women_asked_first', 'special measure: questions of women first'), ('empty_chair', 'special measure: an empty chair')], max_length=30)),
                ('note', models.CharField(blank=True, max_length=1000)),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('agreed', models.BooleanField(blank=True, null=True)),
                ('answer', models.CharField(blank=True, max_length=1000)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('invitation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposals', to='panels.invitation')),
                ('letter_template', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='panels.lettertemplate')),
                ('rested_on', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='panels.check')),
                ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['invitation', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='SentReminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('reply_due', 'a reply is due'), ('week_before', 'check again: seven days before'), ('day_before', 'check again: one day before'), ('outcome', 'record who spoke')], max_length=12)),
                ('due', models.DateField()),
                ('at', models.DateTimeField()),
                ('invitation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='panels.invitation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('letter_text', models.TextField(blank=True)),
                ('letter_language', models.CharField(blank=True, choices=[('en', 'English'), ('fr', 'French')], max_length=2)),
                ('number', models.PositiveSmallIntegerField()),
                ('from_state', models.CharField(blank=True, choices=[('received', 'received'), ('composition_asked', 'asked who speaks'), ('checked', 'checked'), ('accepted', 'accepted'), ('accepted_on_condition', 'accepted on condition'), ('change_requested', 'asked for a change'), ('experts_suggested', 'names suggested'), ('colleague_sent', 'a colleague goes'), ('declined', 'declined'), ('cancelled', 'cancelled'), ('held', 'took place'), ('closed', 'closed')], max_length=24)),
                ('to_state', models.CharField(choices=[('received', 'received'), ('composition_asked', 'asked who speaks'), ('checked', 'checked'), ('accepted', 'accepted'), ('accepted_on_condition', 'accepted on condition'), ('change_requested', 'asked for a change'), ('experts_suggested', 'names suggested'), ('colleague_sent', 'a colleague goes'), ('declined', 'declined'), ('cancelled', 'cancelled'), ('held', 'took place'), ('closed', 'closed')], max_length=24)),
                ('at', models.DateTimeField()),
                ('reason_code', models.CharField(blank=True, choices=[('no_response', 'the organizers did not respond'), ('already_full', 'the panel was already full'), ('topic_specific', 'the topic concerns one gender'), ('protocol_level', 'level set by protocol'), ('designated_by_member_states', 'speakers designated by Member States'), ('ex_officio', 'speakers sit by virtue of their office'), ('womens_leadership', 'on the leadership of women'), ('head_of_office', 'decision of the head of the office'), ('other', 'another reason, in words'), ('late_drop_out', 'a speaker dropped out late'), ('women_asked_first', 'special measure: questions of women first'), ('empty_chair', 'special measure: an empty chair')], max_length=30)),
                ('note', models.CharField(blank=True, max_length=1000)),
                ('verdict', models.CharField(blank=True, max_length=30)),
                ('organiser_type', models.CharField(choices=[('member_state', 'Member State'), ('un_entity', 'United Nations entity'), ('intergovernmental', 'intergovernmental organization'), ('civil_society', 'civil society'), ('academia', 'academia'), ('private_sector', 'private sector'), ('own_office', 'our own office')], max_length=20)),
                ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('invitation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='panels.invitation')),
                ('letter_template', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='panels.lettertemplate')),
                ('rested_on', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='steps', to='panels.check')),
            ],
            options={
                'ordering': ['invitation', 'number'],
            },
        ),
        migrations.CreateModel(
            name='Suggestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('result', models.CharField(blank=True, choices=[('', 'not known yet'), ('invited', 'invited'), ('accepted', 'accepted'), ('declined', 'declined'), ('no_answer', 'no answer')], default='', max_length=10)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('expert', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='suggestions', to='panels.expert')),
                ('invitation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='suggestions', to='panels.invitation')),
            ],
            options={
                'ordering': ['invitation', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['received', 'composition_asked', 'checked', 'accepted', 'accepted_on_condition', 'change_requested', 'experts_suggested', 'colleague_sent', 'declined', 'cancelled', 'held', 'closed'])), name='invitation_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('held', 'declined', 'cancelled', 'closed')), models.Q(('outcome_code', ''), _negated=True)), models.Q(models.Q(('state__in', ('held', 'declined', 'cancelled', 'closed')), _negated=True), ('outcome_code', '')), _connector='OR'), name='outcome_comes_with_the_end'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('state', 'declined'), _negated=True), ('outcome_code', 'declined'), _connector='OR'), models.Q(models.Q(('state', 'cancelled'), _negated=True), ('outcome_code', 'cancelled'), _connector='OR'), models.Q(models.Q(('state', 'held'), _negated=True), models.Q(('outcome_code__in', ('declined', 'cancelled')), _negated=True), _connector='OR')), name='declined_and_cancelled_say_so'),
        ),
        migrations.AddConstraint(
            model_name='lettertemplate',
            constraint=models.UniqueConstraint(fields=('kind', 'language', 'version'), name='wording_has_one_number'),
        ),
        migrations.AddConstraint(
            model_name='lineup',
            constraint=models.UniqueConstraint(fields=('invitation', 'version'), name='line_up_has_one_number'),
        ),
        migrations.AddConstraint(
            model_name='lineupseat',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('seat_gender', 'unknown'), ('seat_basis', '')), models.Q(models.Q(('seat_gender', 'unknown'), _negated=True), models.Q(('seat_basis', ''), _negated=True)), _connector='OR'), name='line_up_gender_has_basis'),
        ),
        migrations.AddConstraint(
            model_name='lineupseat',
            constraint=models.CheckConstraint(condition=models.Q(('confirmed', False), models.Q(('name', ''), _negated=True), _connector='OR'), name='confirmed_line_up_seat_is_named'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.UniqueConstraint(condition=models.Q(('settled_at__isnull', True)), fields=('invitation',), name='one_decision_waits'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('agreed__isnull', True), ('settled_at__isnull', True), ('settled_by__isnull', True)), models.Q(('agreed__isnull', False), ('settled_at__isnull', False), ('settled_by__isnull', False)), _connector='OR'), name='settled_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(('agreed__isnull', True), ('agreed', False), models.Q(('settled_by', models.F('by')), _negated=True), _connector='OR'), name='agreed_to_by_somebody_else'),
        ),
        migrations.AddConstraint(
            model_name='sentreminder',
            constraint=models.UniqueConstraint(fields=('invitation', 'person', 'kind', 'due'), name='reminded_once'),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.UniqueConstraint(fields=('invitation', 'number'), name='step_follows_one_step'),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('to_state__in', ('received',)), _negated=True), ('from_state__in', ('',)), _connector='OR'), name='step_begins_with_receiving'),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.CheckConstraint(condition=models.Q(('to_state__in', ['received', 'composition_asked', 'checked', 'accepted', 'accepted_on_condition', 'change_requested', 'experts_suggested', 'colleague_sent', 'declined', 'cancelled', 'held', 'closed']), models.Q(('from_state__in', ['received', 'composition_asked', 'checked', 'accepted', 'accepted_on_condition', 'change_requested', 'experts_suggested', 'colleague_sent', 'declined', 'cancelled', 'held', 'closed']), models.Q(('from_state', ''), ('to_state', 'received')), _connector='OR')), name='step_leads_somewhere_known'),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('to_state__in', ('composition_asked',)), _negated=True), ('from_state__in', ('received',)), _connector='OR'), name='step_asks_who_speaks_first'),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('to_state__in', ('checked',)), _negated=True), ('from_state__in', ('received', 'composition_asked', 'change_requested', 'experts_suggested', 'accepted', 'accepted_on_condition', 'colleague_sent')), _connector='OR'), name='step_checks_what_is_open'),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('to_state__in', ('change_requested', 'experts_suggested', 'accepted', 'accepted_on_condition', 'colleague_sent')), _negated=True), ('from_state__in', ('checked',)), _connector='OR'), name='step_decides_after_a_check'),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('to_state__in', ('declined',)), _negated=True), ('from_state__in', ('composition_asked', 'checked', 'change_requested', 'experts_suggested', 'accepted', 'accepted_on_condition', 'colleague_sent')), _connector='OR'), name='step_declines_what_was_looked_at'),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('to_state__in', ('cancelled',)), _negated=True), ('from_state__in', ('received', 'composition_asked', 'checked', 'change_requested', 'experts_suggested', 'accepted', 'accepted_on_condition', 'colleague_sent')), _connector='OR'), name='step_cancels_what_is_open'),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('to_state__in', ('held',)), _negated=True), ('from_state__in', ('accepted', 'accepted_on_condition', 'colleague_sent')), _connector='OR'), name='step_holds_what_was_accepted'),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('to_state__in', ('closed',)), _negated=True), ('from_state__in', ('held', 'declined', 'cancelled')), _connector='OR'), name='step_closes_what_ended'),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('to_state', 'accepted'), ('verdict__in', ('single_gender', 'mixed_only_because_of_us')), _negated=True), models.Q(('approved_by__isnull', False), models.Q(('approved_by', models.F('by')), _negated=True), models.Q(('reason_code', ''), _negated=True)), _connector='OR'), name='exemption_needs_second_person'),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('organiser_type__in', ('member_state', 'un_entity')), ('to_state', 'declined'), _negated=True), models.Q(('approved_by__isnull', False), models.Q(('approved_by', models.F('by')), _negated=True)), _connector='OR'), name='declining_states_and_un_needs_second_person'),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by__isnull', True), models.Q(('approved_by', models.F('by')), _negated=True), _connector='OR'), name='approver_is_somebody_else'),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reason_code', 'other'), _negated=True), models.Q(('note', ''), _negated=True), _connector='OR'), name='other_reason_is_in_words'),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('letter_language', ''), ('letter_text', '')), models.Q(models.Q(('letter_text', ''), _negated=True), models.Q(('letter_language', ''), _negated=True)), _connector='OR'), name='letter_has_a_language'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.UniqueConstraint(fields=('invitation', 'expert'), name='suggested_once'),
        ),
    ]
