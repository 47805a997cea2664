

import callbacks.fields
import callbacks.validators
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CallRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(editable=False, max_length=7, unique=True, verbose_name='reference')),
                ('token_digest', models.CharField(editable=False, max_length=64, unique=True)),
                ('name', callbacks.fields.EncryptedTextField(verbose_name='name')),
                ('phone', callbacks.fields.EncryptedTextField(verbose_name='phone number')),
                ('extension', callbacks.fields.EncryptedTextField(blank=True, verbose_name='extension')),
                ('about', callbacks.fields.EncryptedTextField(blank=True, verbose_name='page they were reading')),
                ('phone_index', models.CharField(blank=True, db_index=True, editable=False, max_length=64)),
                ('language', models.CharField(choices=[('en', 'English'), ('tr', 'Türkçe')], max_length=2, verbose_name='language')),
                ('window', models.CharField(choices=[('any', 'Any time'), ('morning', 'In the morning'), ('afternoon', 'In the afternoon'), ('evening', 'In the evening')], default='any', max_length=9, verbose_name='when to call')),
                ('may_leave_message', models.BooleanField(default=False, verbose_name='may leave a message')),
                ('may_say_hospital', models.BooleanField(default=False, verbose_name='may say that the hospital calls')),
                ('notice_version', models.CharField(max_length=20, verbose_name='privacy notice shown')),
                ('notice_language', models.CharField(choices=[('en', 'English'), ('tr', 'Türkçe')], max_length=2, verbose_name='language of the notice')),
                ('received_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now, editable=False, verbose_name='received')),
                ('state', models.CharField(choices=[('new', 'waiting'), ('in_progress', 'being called'), ('no_answer', 'no answer yet'), ('reached', 'reached'), ('closed', 'closed'), ('spam', 'taken for spam')], default='new', max_length=11, verbose_name='state')),
                ('claimed_at', models.DateTimeField(blank=True, null=True, verbose_name='taken on')),
                ('next_try_at', models.DateTimeField(blank=True, null=True, verbose_name='next try')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='closed')),
                ('erased_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='erased')),
                ('claimed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='taken on by')),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='closed by')),
                ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='merged', to='callbacks.callrequest', verbose_name='asked again after')),
            ],
            options={
                'verbose_name': 'call request',
                'verbose_name_plural': 'call requests',
                'ordering': ['-received_at', '-pk'],
                'permissions': [('export_callrequest', 'Can export call requests'), ('erase_callrequest', 'Can erase everything of a phone number')],
            },
        ),
        migrations.CreateModel(
            name='CallAttempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='when')),
                ('outcome', models.CharField(choices=[('reached', 'reached'), ('no_answer', 'no answer'), ('busy', 'busy'), ('message', 'left a message'), ('wrong_number', 'wrong number')], max_length=12, verbose_name='outcome')),
                ('next_try_at', models.DateTimeField(blank=True, null=True, verbose_name='next try')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attempts', to='callbacks.callrequest', verbose_name='call request')),
            ],
            options={
                'verbose_name': 'try to call',
                'verbose_name_plural': 'tries to call',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Count',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=64)),
                ('span', models.CharField(max_length=20)),
                ('number', models.PositiveIntegerField(default=0)),
                ('before', models.PositiveIntegerField(default=0)),
                ('ends_at', models.DateTimeField(db_index=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('key', 'span'), name='callbacks_count_once_a_span')],
            },
        ),
        migrations.CreateModel(
            name='HospitalFacts',
            fields=[
                ('id', models.PositiveSmallIntegerField(editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(blank=True, max_length=200, verbose_name='name of the hospital')),
                ('controller', models.TextField(blank=True, help_text='The data controller, with postal address, as the privacy notice names it.', verbose_name='who answers for personal data')),
                ('phone_to_call', models.CharField(blank=True, help_text='For example 444 0 123 or 0212 345 67 89.', max_length=40, validators=[callbacks.validators.validate_phone_to_call], verbose_name='number to call')),
                ('opening_hours', models.TextField(blank=True, help_text='One rule a line, such as Mo-Fr 09:00-18:00 or PH off (public holidays).', validators=[callbacks.validators.validate_opening_hours], verbose_name='when we call and answer')),
                ('closed_days', models.TextField(blank=True, help_text='One date a line: 2026-10-29.', validators=[callbacks.validators.validate_dates], verbose_name='days we are closed')),
                ('minutes_a_call', models.PositiveSmallIntegerField(default=10, help_text='From one call to the next, for one person. By this we work out by when we promise to call.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(120)], verbose_name='minutes for a call')),
                ('callers', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(50)], verbose_name='people who call at the same time')),
            ],
            options={
                'verbose_name': 'facts of the hospital',
                'verbose_name_plural': 'facts of the hospital',
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='callbacks_hospitalfacts_one_row')],
            },
        ),
        migrations.CreateModel(
            name='Mail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('message_id', models.CharField(editable=False, max_length=100, unique=True)),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('sent', 'sent'), ('dead', 'given up')], default='waiting', max_length=7, verbose_name='state')),
                ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='tries')),
                ('written_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='written')),
                ('due_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name='next try')),
                ('leased_until', models.DateTimeField(blank=True, editable=False, null=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='sent')),
                ('last_fault', models.CharField(blank=True, max_length=60, verbose_name='last fault')),
                ('call', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='mails', to='callbacks.callrequest', verbose_name='call request')),
            ],
            options={
                'verbose_name': 'mail to the call team',
                'verbose_name_plural': 'mails to the call team',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='NoticeText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.CharField(max_length=20)),
                ('language', models.CharField(max_length=2)),
                ('text', models.TextField()),
                ('first_shown_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('version', 'language'), name='callbacks_noticetext_once')],
            },
        ),
        migrations.CreateModel(
            name='Promise',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='made')),
                ('due_at', models.DateTimeField(db_index=True, verbose_name='call by')),
                ('kept_at', models.DateTimeField(blank=True, null=True, verbose_name='kept')),
                ('missed_at', models.DateTimeField(blank=True, null=True, verbose_name='missed')),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='promises', to='callbacks.callrequest', verbose_name='call request')),
            ],
            options={
                'verbose_name': 'promise',
                'verbose_name_plural': 'promises',
                'ordering': ['-pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='callrequest',
            constraint=models.CheckConstraint(condition=models.Q(('language__in', ['en', 'tr'])), name='callbacks_callrequest_language_known'),
        ),
        migrations.AddConstraint(
            model_name='callrequest',
            constraint=models.CheckConstraint(condition=models.Q(('window__in', ['any', 'morning', 'afternoon', 'evening'])), name='callbacks_callrequest_window_known'),
        ),
        migrations.AddConstraint(
            model_name='callrequest',
            constraint=models.CheckConstraint(condition=models.Q(('notice_language__in', ['en', 'tr'])), name='callbacks_callrequest_notice_language_known'),
        ),
        migrations.AddConstraint(
            model_name='callrequest',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['new', 'in_progress', 'no_answer', 'reached', 'closed', 'spam'])), name='callbacks_callrequest_state_known'),
        ),
        migrations.AddConstraint(
            model_name='callrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', False), ('state', 'closed')), models.Q(('closed_at__isnull', True), ('closed_by__isnull', True), models.Q(('state', 'closed'), _negated=True)), _connector='OR'), name='callbacks_callrequest_closed_and_when'),
        ),
        migrations.AddConstraint(
            model_name='callrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('claimed_at__isnull', False), ('claimed_by__isnull', False), ('state', 'in_progress')), models.Q(('claimed_at__isnull', True), ('claimed_by__isnull', True), models.Q(('state', 'in_progress'), _negated=True)), _connector='OR'), name='callbacks_callrequest_claimed_by_and_at'),
        ),
        migrations.AddConstraint(
            model_name='callrequest',
            constraint=models.UniqueConstraint(condition=models.Q(('erased_at', None), ('merged_into', None), ('state__in', ('new', 'in_progress', 'no_answer'))), fields=('phone_index',), name='callbacks_callrequest_one_open_a_number'),
        ),
        migrations.AddConstraint(
            model_name='callrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('about', ''), ('erased_at__isnull', False), ('extension', ''), ('name', ''), ('phone', ''), ('phone_index', '')), models.Q(('erased_at__isnull', True), models.Q(('name', ''), _negated=True), models.Q(('phone', ''), _negated=True), models.Q(('phone_index', ''), _negated=True)), _connector='OR'), name='callbacks_callrequest_whole_or_erased'),
        ),
        migrations.AddConstraint(
            model_name='callattempt',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['reached', 'no_answer', 'busy', 'message', 'wrong_number'])), name='callbacks_callattempt_outcome_known'),
        ),
        migrations.AddConstraint(
            model_name='mail',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'sent', 'dead'])), name='callbacks_mail_state_known'),
        ),
        migrations.AddConstraint(
            model_name='mail',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('state', 'sent')), models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at', None)), _connector='OR'), name='callbacks_mail_sent_and_when'),
        ),
        migrations.AddConstraint(
            model_name='promise',
            constraint=models.CheckConstraint(condition=models.Q(('kept_at', None), ('missed_at', None), _connector='OR'), name='callbacks_promise_kept_or_missed'),
        ),
        migrations.AddConstraint(
            model_name='promise',
            constraint=models.UniqueConstraint(condition=models.Q(('kept_at', None), ('missed_at', None)), fields=('call',), name='callbacks_promise_one_open_a_call'),
        ),
    ]
