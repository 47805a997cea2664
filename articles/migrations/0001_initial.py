

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import re
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=200)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Topic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_from', models.JSONField(default=dict, editable=False)),
                ('key', models.SlugField(max_length=100, unique=True, validators=[django.core.validators.RegexValidator(re.compile('[a-z0-9]+(-[a-z0-9]+)*\\Z'), 'Use small letters, digits and hyphens, such as muscle-spasm.')], verbose_name='key')),
                ('name', models.CharField(blank=True, max_length=200, verbose_name='name')),
                ('name_en', models.CharField(blank=True, max_length=200, null=True, verbose_name='name')),
                ('name_tr', models.CharField(blank=True, max_length=200, null=True, verbose_name='name')),
            ],
            options={
                'verbose_name': 'topic',
                'verbose_name_plural': 'topics',
                'ordering': ['key'],
            },
        ),
        migrations.CreateModel(
            name='LinkCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.URLField(max_length=500, unique=True)),
                ('checked_at', models.DateTimeField()),
                ('status', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('fault', models.CharField(blank=True, choices=[('unreachable', 'nobody answers'), ('certificate', 'its certificate is not valid'), ('private', 'it leads into a private network'), ('circle', 'it leads on and on'), ('address', 'it is no address')], max_length=11)),
                ('broken_since', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['address'],
                'constraints': [models.CheckConstraint(condition=models.Q(('fault__in', ['', 'unreachable', 'certificate', 'private', 'circle', 'address'])), name='link_check_fault_known'), models.CheckConstraint(condition=models.Q(models.Q(('status__isnull', True), models.Q(('fault', ''), _negated=True)), models.Q(('fault', ''), ('status__isnull', False)), _connector='OR'), name='link_check_status_or_fault')],
            },
        ),
        migrations.CreateModel(
            name='Article',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_from', models.JSONField(default=dict, editable=False)),
                ('key', models.SlugField(help_text="The article's name in files and commands. It never changes.", max_length=100, unique=True, validators=[django.core.validators.RegexValidator(re.compile('[a-z0-9]+(-[a-z0-9]+)*\\Z'), 'Use small letters, digits and hyphens, such as muscle-spasm.')], verbose_name='key')),
                ('source_language', models.CharField(choices=[('en', 'English'), ('tr', 'Turkish')], default='en', help_text='The language that the other one is made from.', max_length=5, verbose_name='written first in')),
                ('slug', models.SlugField(blank=True, max_length=150, null=True, validators=[django.core.validators.RegexValidator(re.compile('[a-z0-9]+(-[a-z0-9]+)*\\Z'), 'Use small letters, digits and hyphens, such as muscle-spasm.')], verbose_name='address')),
                ('slug_en', models.SlugField(blank=True, max_length=150, null=True, validators=[django.core.validators.RegexValidator(re.compile('[a-z0-9]+(-[a-z0-9]+)*\\Z'), 'Use small letters, digits and hyphens, such as muscle-spasm.')], verbose_name='address')),
                ('slug_tr', models.SlugField(blank=True, max_length=150, null=True, validators=[django.core.validators.RegexValidator(re.compile('[a-z0-9]+(-[a-z0-9]+)*\\Z'), 'Use small letters, digits and hyphens, such as muscle-spasm.')], verbose_name='address')),
                ('title', models.CharField(blank=True, max_length=150, verbose_name='title')),
                ('title_en', models.CharField(blank=True, max_length=150, null=True, verbose_name='title')),
                ('title_tr', models.CharField(blank=True, max_length=150, null=True, verbose_name='title')),
                ('lead', models.TextField(blank=True, verbose_name='lead')),
                ('lead_en', models.TextField(blank=True, null=True, verbose_name='lead')),
                ('lead_tr', models.TextField(blank=True, null=True, verbose_name='lead')),
                ('summary', models.TextField(blank=True, help_text='One key point a line.', verbose_name='content summary')),
                ('summary_en', models.TextField(blank=True, help_text='One key point a line.', null=True, verbose_name='content summary')),
                ('summary_tr', models.TextField(blank=True, help_text='One key point a line.', null=True, verbose_name='content summary')),
                ('search_words', models.TextField(blank=True, help_text='Words that patients use for this, one a line. Not shown.', verbose_name='search words')),
                ('search_words_en', models.TextField(blank=True, help_text='Words that patients use for this, one a line. Not shown.', null=True, verbose_name='search words')),
                ('search_words_tr', models.TextField(blank=True, help_text='Words that patients use for this, one a line. Not shown.', null=True, verbose_name='search words')),
                ('credited_to', models.CharField(blank=True, max_length=200, verbose_name='written by')),
                ('credited_to_en', models.CharField(blank=True, max_length=200, null=True, verbose_name='written by')),
                ('credited_to_tr', models.CharField(blank=True, max_length=200, null=True, verbose_name='written by')),
                ('first_published', models.DateField(verbose_name='first published')),
                ('updated', models.DateField(help_text='Moved by publishing a change of content or safety.', verbose_name='updated')),
                ('next_review', models.DateField(blank=True, null=True, verbose_name='next review')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='articles', to='articles.topic', verbose_name='topic')),
            ],
            options={
                'verbose_name': 'article',
                'verbose_name_plural': 'articles',
                'ordering': ['key'],
                'permissions': [('publish_article', 'Can publish articles and take them down'), ('translate_into_en', 'Can write the English texts of an article'), ('translate_into_tr', 'Can write the Turkish texts of an article')],
            },
        ),
        migrations.CreateModel(
            name='Version',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dump', models.JSONField(verbose_name='dump')),
                ('saved_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='saved')),
                ('remark', models.CharField(blank=True, max_length=200, verbose_name='remark')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='articles.article', verbose_name='article')),
                ('saved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
            ],
            options={
                'verbose_name': 'version',
                'verbose_name_plural': 'versions',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='ScheduledPublication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('languages', models.JSONField(help_text='The languages that were named.')),
                ('outgoing', models.JSONField(help_text='For each language that goes out its document, kind, note and accepted.')),
                ('becoming_safety', models.JSONField(default=list, help_text='The places that become a matter of safety by it.')),
                ('instead_of', models.JSONField(help_text='For each language the number of the edition that readers had, or null.')),
                ('due_at', models.DateTimeField(verbose_name='goes out')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='scheduled')),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('out', 'went out'), ('called-off', 'called off'), ('failed', 'did not go out')], default='waiting', max_length=10, verbose_name='state')),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('hindrance', models.CharField(blank=True, choices=[('newer', 'Readers were given another edition after this one was scheduled.'), ('taken-down', 'The article was taken down after this edition was scheduled.'), ('address', 'Its address belongs to another article by now.')], max_length=10, verbose_name='reason')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='scheduled', to='articles.article', verbose_name='article')),
                ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='articles.version', verbose_name='version')),
            ],
            options={
                'verbose_name': 'scheduled publication',
                'verbose_name_plural': 'scheduled publications',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=[('en', 'English'), ('tr', 'Turkish')], max_length=5, verbose_name='language')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('slug', models.SlugField(max_length=150, verbose_name='address')),
                ('title', models.CharField(max_length=150, verbose_name='title')),
                ('letter', models.CharField(max_length=1, verbose_name='letter')),
                ('sort_key', models.CharField(max_length=700)),
                ('digest', models.CharField(max_length=64)),
                ('kind', models.CharField(choices=[('first', 'first edition'), ('wording', 'wording: the meaning is the same'), ('content', 'content: readers learn something else'), ('safety', 'safety: readers could come to harm by the old text')], max_length=10, verbose_name='kind of change')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note for readers')),
                ('accepted', models.JSONField(blank=True, default=list, help_text='Where the languages disagree and whoever published said that it is right.')),
                ('published_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='published')),
                ('is_current', models.BooleanField(default=True, verbose_name='current')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='articles.article', verbose_name='article')),
                ('published_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.version', verbose_name='version')),
                # Last, and large: SQLite reads a row from its beginning, so lists never touch them.
                ('card', models.JSONField(help_text='What lists show of the document, so that they need not read all of it.')),
                ('changes', models.JSONField(default=list, help_text='What changed, for readers, newest first.')),
                ('document', models.JSONField(verbose_name='document')),
            ],
            options={
                'verbose_name': 'edition',
                'verbose_name_plural': 'editions',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='CareItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_from', models.JSONField(default=dict, editable=False)),
                ('position', models.PositiveIntegerField(default=0, help_text='Drag, or type a number.', verbose_name='place')),
                ('cites', models.JSONField(blank=True, default=list, verbose_name='sources')),
                ('urgency', models.CharField(choices=[('emergency', 'emergency'), ('urgent', 'same day'), ('routine', 'appointment')], max_length=10, verbose_name='card')),
                ('key', models.SlugField(max_length=100, validators=[django.core.validators.RegexValidator(re.compile('[a-z0-9]+(-[a-z0-9]+)*\\Z'), 'Use small letters, digits and hyphens, such as muscle-spasm.')], verbose_name='key')),
                ('text', models.TextField(blank=True, verbose_name='line')),
                ('text_en', models.TextField(blank=True, null=True, verbose_name='line')),
                ('text_tr', models.TextField(blank=True, null=True, verbose_name='line')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='care', to='articles.article')),
            ],
            options={
                'verbose_name': 'care card line',
                'verbose_name_plural': 'care cards',
                'ordering': ['position', 'pk'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('article', 'urgency', 'key'), name='care_key_unique_on_its_card'), models.CheckConstraint(condition=models.Q(('urgency__in', ['emergency', 'urgent', 'routine'])), name='care_urgency_known')],
            },
        ),
        migrations.CreateModel(
            name='Cause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_from', models.JSONField(default=dict, editable=False)),
                ('position', models.PositiveIntegerField(default=0, help_text='Drag, or type a number.', verbose_name='place')),
                ('cites', models.JSONField(blank=True, default=list, verbose_name='sources')),
                ('key', models.SlugField(max_length=100, validators=[django.core.validators.RegexValidator(re.compile('[a-z0-9]+(-[a-z0-9]+)*\\Z'), 'Use small letters, digits and hyphens, such as muscle-spasm.')], verbose_name='key')),
                ('name', models.CharField(blank=True, max_length=200, verbose_name='name')),
                ('name_en', models.CharField(blank=True, max_length=200, null=True, verbose_name='name')),
                ('name_tr', models.CharField(blank=True, max_length=200, null=True, verbose_name='name')),
                ('explanation', models.TextField(blank=True, verbose_name='explanation')),
                ('explanation_en', models.TextField(blank=True, null=True, verbose_name='explanation')),
                ('explanation_tr', models.TextField(blank=True, null=True, verbose_name='explanation')),
                ('evidence', models.CharField(blank=True, choices=[('well-supported', 'Well supported'), ('possible', 'Possible'), ('not-shown', 'Not shown'), ('may-harm', 'May do harm')], max_length=20, verbose_name='evidence')),
                ('group', models.CharField(blank=True, max_length=200, verbose_name='group')),
                ('group_en', models.CharField(blank=True, max_length=200, null=True, verbose_name='group')),
                ('group_tr', models.CharField(blank=True, max_length=200, null=True, verbose_name='group')),
                ('icon', models.CharField(blank=True, choices=[('minerals', 'minerals'), ('drop', 'drop'), ('pulse', 'pulse'), ('run', 'runner'), ('pill', 'pill'), ('body', 'body')], max_length=20, verbose_name='drawing')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='causes', to='articles.article')),
            ],
            options={
                'verbose_name': 'cause',
                'verbose_name_plural': 'causes',
                'ordering': ['position', 'pk'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('article', 'key'), name='cause_key_unique_in_article'), models.CheckConstraint(condition=models.Q(('evidence__in', ['well-supported', 'possible', 'not-shown', 'may-harm', ''])), name='cause_evidence_known'), models.CheckConstraint(condition=models.Q(('icon__in', ['minerals', 'drop', 'pulse', 'run', 'pill', 'body', ''])), name='cause_icon_known')],
            },
        ),
        migrations.CreateModel(
            name='OldAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=[('en', 'English'), ('tr', 'Turkish')], max_length=5, verbose_name='language')),
                ('slug', models.SlugField(max_length=150, verbose_name='address')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='old_addresses', to='articles.article', verbose_name='article')),
            ],
            options={
                'verbose_name': 'old address',
                'verbose_name_plural': 'old addresses',
                'constraints': [models.UniqueConstraint(fields=('language', 'slug'), name='old_address_leads_one_way'), models.CheckConstraint(condition=models.Q(('language__in', ('en', 'tr'))), name='old_address_language_known')],
            },
        ),
        migrations.CreateModel(
            name='PreventionEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_from', models.JSONField(default=dict, editable=False)),
                ('position', models.PositiveIntegerField(default=0, help_text='Drag, or type a number.', verbose_name='place')),
                ('cites', models.JSONField(blank=True, default=list, verbose_name='sources')),
                ('key', models.SlugField(max_length=100, validators=[django.core.validators.RegexValidator(re.compile('[a-z0-9]+(-[a-z0-9]+)*\\Z'), 'Use small letters, digits and hyphens, such as muscle-spasm.')], verbose_name='key')),
                ('name', models.CharField(blank=True, max_length=200, verbose_name='name')),
                ('name_en', models.CharField(blank=True, max_length=200, null=True, verbose_name='name')),
                ('name_tr', models.CharField(blank=True, max_length=200, null=True, verbose_name='name')),
                ('explanation', models.TextField(blank=True, verbose_name='explanation')),
                ('explanation_en', models.TextField(blank=True, null=True, verbose_name='explanation')),
                ('explanation_tr', models.TextField(blank=True, null=True, verbose_name='explanation')),
                ('evidence', models.CharField(blank=True, choices=[('well-supported', 'Well supported'), ('possible', 'Possible'), ('not-shown', 'Not shown'), ('may-harm', 'May do harm')], max_length=20, verbose_name='evidence')),
                ('advice', models.CharField(choices=[('do', 'do'), ('do-not', 'do not')], default='do', max_length=10, verbose_name='advice')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='prevention', to='articles.article')),
            ],
            options={
                'verbose_name': 'prevention entry',
                'verbose_name_plural': 'prevention',
                'ordering': ['position', 'pk'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('article', 'key'), name='prevention_key_unique_in_article'), models.CheckConstraint(condition=models.Q(('advice__in', ['do', 'do-not'])), name='prevention_advice_known'), models.CheckConstraint(condition=models.Q(('evidence__in', ['well-supported', 'possible', 'not-shown', 'may-harm', ''])), name='prevention_evidence_known')],
            },
        ),
        migrations.CreateModel(
            name='PreviewLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=[('en', 'English'), ('tr', 'Turkish')], max_length=5, verbose_name='language')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='made')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='revoked')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='preview_links', to='articles.article', verbose_name='article')),
                ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
            ],
            options={
                'verbose_name': 'preview link',
                'verbose_name_plural': 'preview links',
                'ordering': ['-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('language__in', ('en', 'tr'))), name='preview_link_language_known')],
            },
        ),
        migrations.CreateModel(
            name='Section',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_from', models.JSONField(default=dict, editable=False)),
                ('position', models.PositiveIntegerField(default=0, help_text='Drag, or type a number.', verbose_name='place')),
                ('cites', models.JSONField(blank=True, default=list, verbose_name='sources')),
                ('anchor', models.SlugField(help_text='Part of the address; the same in every language.', max_length=100, validators=[django.core.validators.RegexValidator(re.compile('[a-z0-9]+(-[a-z0-9]+)*\\Z'), 'Use small letters, digits and hyphens, such as muscle-spasm.')], verbose_name='anchor')),
                ('kind', models.CharField(choices=[('text', 'text'), ('causes', 'causes'), ('prevention', 'prevention'), ('help', 'when to get help')], default='text', max_length=20, verbose_name='kind')),
                ('heading', models.CharField(blank=True, max_length=200, verbose_name='heading')),
                ('heading_en', models.CharField(blank=True, max_length=200, null=True, verbose_name='heading')),
                ('heading_tr', models.CharField(blank=True, max_length=200, null=True, verbose_name='heading')),
                ('body', models.TextField(blank=True, verbose_name='text')),
                ('body_en', models.TextField(blank=True, null=True, verbose_name='text')),
                ('body_tr', models.TextField(blank=True, null=True, verbose_name='text')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sections', to='articles.article')),
            ],
            options={
                'verbose_name': 'section',
                'verbose_name_plural': 'sections',
                'ordering': ['position', 'pk'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('article', 'anchor'), name='section_anchor_unique_in_article'), models.UniqueConstraint(condition=models.Q(('kind', 'text'), _negated=True), fields=('article', 'kind'), name='section_special_kind_once'), models.CheckConstraint(condition=models.Q(models.Q(('anchor__in', ('summary', 'sources', 'changes', 'call', 'main')), _negated=True), models.Q(('anchor__startswith', 'source-'), _negated=True)), name='section_anchor_not_the_pages_own', violation_error_message='The page uses this anchor itself. Choose another.'), models.CheckConstraint(condition=models.Q(('kind__in', ['text', 'causes', 'prevention', 'help'])), name='section_kind_known')],
            },
        ),
        migrations.CreateModel(
            name='SignOff',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=[('en', 'English'), ('tr', 'Turkish')], max_length=5, verbose_name='language')),
                ('digest', models.CharField(max_length=64)),
                ('name', models.CharField(max_length=150, verbose_name='name of the clinician')),
                ('title', models.CharField(max_length=150, verbose_name='title of the clinician')),
                ('signed_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='signed off on')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sign_offs', to='articles.article', verbose_name='article')),
                ('recorded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
            ],
            options={
                'verbose_name': 'sign-off',
                'verbose_name_plural': 'sign-offs',
                'ordering': ['-pk'],
                'constraints': [models.UniqueConstraint(fields=('article', 'language', 'digest'), name='sign_off_once_a_document'), models.CheckConstraint(condition=models.Q(('language__in', ('en', 'tr'))), name='sign_off_language_known'), models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('title', ''), _negated=True)), name='sign_off_says_who')],
            },
        ),
        migrations.CreateModel(
            name='Source',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_from', models.JSONField(default=dict, editable=False)),
                ('position', models.PositiveIntegerField(default=0, help_text='Drag, or type a number.', verbose_name='place')),
                ('key', models.SlugField(max_length=100, validators=[django.core.validators.RegexValidator(re.compile('[a-z0-9]+(-[a-z0-9]+)*\\Z'), 'Use small letters, digits and hyphens, such as muscle-spasm.')], verbose_name='key')),
                ('citation', models.TextField(help_text='Who, what, where, when.', verbose_name='citation')),
                ('language', models.CharField(default='en', max_length=8, verbose_name='language of the citation')),
                ('url', models.URLField(blank=True, max_length=500, validators=[django.core.validators.URLValidator(['http', 'https'])], verbose_name='address')),
                ('year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='year')),
                ('is_basis', models.BooleanField(default=False, verbose_name='this article is based on it')),
                ('basis_by', models.CharField(blank=True, max_length=200, verbose_name='its author')),
                ('basis_by_en', models.CharField(blank=True, max_length=200, null=True, verbose_name='its author')),
                ('basis_by_tr', models.CharField(blank=True, max_length=200, null=True, verbose_name='its author')),
                ('basis_created', models.DateField(blank=True, null=True, verbose_name='it was created')),
                ('basis_updated', models.DateField(blank=True, null=True, verbose_name='it was updated')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sources', to='articles.article')),
            ],
            options={
                'verbose_name': 'source',
                'verbose_name_plural': 'sources',
                'ordering': ['position', 'pk'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('article', 'key'), name='source_key_unique_in_article'), models.UniqueConstraint(condition=models.Q(('is_basis', True)), fields=('article',), name='source_one_basis_an_article'), models.CheckConstraint(condition=models.Q(('is_basis', True), models.Q(('basis_created', None), ('basis_updated', None)), _connector='OR'), name='source_basis_dates_only_of_a_basis', violation_error_message='Only the source that the article is based on has these dates.')],
            },
        ),
        migrations.CreateModel(
            name='Standing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=[('en', 'English'), ('tr', 'Turkish')], max_length=5, verbose_name='language')),
                ('current', models.PositiveIntegerField(default=0, verbose_name='current texts')),
                ('stale', models.PositiveIntegerField(default=0, verbose_name='stale texts')),
                ('missing', models.PositiveIntegerField(default=0, verbose_name='missing texts')),
                ('stale_safety', models.PositiveIntegerField(default=0, verbose_name='stale or missing safety texts')),
                ('published', models.BooleanField(default=False, verbose_name='published')),
                ('differs', models.BooleanField(default=False, verbose_name='draft differs')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='standings', to='articles.article', verbose_name='article')),
            ],
            options={
                'verbose_name': 'standing',
                'verbose_name_plural': 'standings',
                'ordering': ['article', 'language'],
                'constraints': [models.UniqueConstraint(fields=('article', 'language'), name='standing_once_a_language'), models.CheckConstraint(condition=models.Q(('language__in', ('en', 'tr'))), name='standing_language_known')],
            },
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.UniqueConstraint(fields=('slug_en',), name='article_slug_en_unique', violation_error_message='Another article has this English address.'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.UniqueConstraint(fields=('slug_tr',), name='article_slug_tr_unique', violation_error_message='Another article has this Turkish address.'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(('slug_en', ''), _negated=True), name='article_slug_en_absent_or_filled'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(('slug_tr', ''), _negated=True), name='article_slug_tr_absent_or_filled'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(('source_language__in', ('en', 'tr'))), name='article_source_language_known'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(('updated__gte', models.F('first_published'))), name='article_updated_not_before_first', violation_error_message='An article cannot be updated before it was first published.'),
        ),
        migrations.AddIndex(
            model_name='scheduledpublication',
            index=models.Index(condition=models.Q(('state', 'waiting')), fields=['due_at'], name='scheduled_due'),
        ),
        migrations.AddConstraint(
            model_name='scheduledpublication',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('article',), name='scheduled_one_waits_an_article'),
        ),
        migrations.AddConstraint(
            model_name='scheduledpublication',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'out', 'called-off', 'failed'])), name='scheduled_state_known'),
        ),
        migrations.AddConstraint(
            model_name='scheduledpublication',
            constraint=models.CheckConstraint(condition=models.Q(('hindrance__in', ['newer', 'taken-down', 'address', ''])), name='scheduled_hindrance_known'),
        ),
        migrations.AddConstraint(
            model_name='scheduledpublication',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('state', 'waiting')), models.Q(models.Q(('state', 'waiting'), _negated=True), ('ended_at__isnull', False)), _connector='OR'), name='scheduled_ends_once'),
        ),
        migrations.AddConstraint(
            model_name='scheduledpublication',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'failed'), _negated=True), models.Q(('hindrance', ''), _negated=True), _connector='OR'), name='scheduled_failed_says_why'),
        ),
        migrations.AddIndex(
            model_name='edition',
            index=models.Index(condition=models.Q(('is_current', True)), fields=['language', 'sort_key'], name='edition_a_to_z'),
        ),
        migrations.AddIndex(
            model_name='edition',
            index=models.Index(condition=models.Q(('is_current', True)), fields=['language', 'letter', 'sort_key'], name='edition_under_letter'),
        ),
        migrations.AddIndex(
            model_name='edition',
            index=models.Index(condition=models.Q(('is_current', True)), fields=['language', '-published_at', '-id'], name='edition_newest'),
        ),
        migrations.AddIndex(
            model_name='edition',
            index=models.Index(condition=models.Q(('is_current', True)), fields=['article', 'language', 'slug', 'published_at', 'is_current'], name='edition_sitemap'),
        ),
        migrations.AddIndex(
            model_name='edition',
            index=models.Index(fields=['language', '-published_at', '-id', 'kind'], name='edition_changes'),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.UniqueConstraint(fields=('article', 'language', 'number'), name='edition_numbered_once'),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.UniqueConstraint(condition=models.Q(('is_current', True)), fields=('language', 'slug'), name='edition_one_current_an_address'),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.UniqueConstraint(condition=models.Q(('is_current', True)), fields=('article', 'language'), name='edition_one_current_a_language'),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.CheckConstraint(condition=models.Q(('language__in', ('en', 'tr'))), name='edition_language_known'),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['first', 'wording', 'content', 'safety'])), name='edition_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['first', 'wording']), models.Q(('note', ''), _negated=True), _connector='OR'), name='edition_change_of_meaning_has_a_note'),
        ),
    ]
