
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0002_evidence'),
        ('places', '0001_organisation_and_places'),
        ('plans', '0001_plans_and_tasks'),
        ('records', '0020_adjusted'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Examined',
            fields=[
                ('record', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='records.record')),
                ('received_at', models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name='Flag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('detector', models.CharField(choices=[('missed_unexplained', 'Missed again and again'), ('begun_unrecorded', 'Begun, never recorded'), ('too_short', 'Too short for its items'), ('batch_filling', 'Filled in as a batch'), ('impossible_travel', 'Places too far apart'), ('identical_readings', 'Readings that repeat'), ('noiseless_readings', 'Readings without noise'), ('identical_answers', 'Words that repeat'), ('digit_pattern', 'Favourite last digits'), ('reused_photo', 'Photo used before'), ('near_duplicate_photo', 'Photo like an earlier one'), ('no_camera', 'Photos not from a camera'), ('old_photo', 'Photo from another day'), ('device_shared', 'One phone, two people'), ('back_dated', 'Dated back'), ('scan_missing', 'Scan left out'), ('left_out', 'Items left out'), ('late_handover', 'Handed over late'), ('lenient_checker', 'Rechecks that never fail')], max_length=24, verbose_name='Sign')),
                ('key', models.CharField(max_length=120)),
                ('people', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                ('score', models.FloatField(verbose_name='Weight')),
                ('numbers', models.JSONField(default=dict)),
                ('about', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=36), default=list, size=None)),
                ('happened_at', models.DateTimeField(verbose_name='Happened')),
                ('raised_at', models.DateTimeField(auto_now_add=True, verbose_name='Seen')),
                ('status', models.CharField(choices=[('waiting', 'Waiting for a look'), ('confirmed', 'Confirmed'), ('refuted', 'Not confirmed'), ('unclear', 'Cannot be told')], default='waiting', max_length=10, verbose_name='Status')),
                ('note', models.CharField(blank=True, max_length=1000, verbose_name='Note')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='Answered')),
            ],
            options={
                'verbose_name': 'Sign',
            },
        ),
        migrations.CreateModel(
            name='PhotoPrint',
            fields=[
                ('blob', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='print', serialize=False, to='files.blob')),
                ('looks', models.BinaryField(default=b'')),
                ('bands', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                ('camera', models.BooleanField(null=True)),
                ('taken_at', models.DateTimeField(null=True)),
                ('comparable', models.BooleanField(default=True)),
            ],
        ),
        migrations.CreateModel(
            name='Progress',
            fields=[
                ('name', models.CharField(max_length=20, primary_key=True, serialize=False)),
                ('until', models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name='record',
            name='device',
            field=models.CharField(blank=True, db_default='', default='', max_length=64),
        ),
        migrations.AlterField(
            model_name='record',
            name='by',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='records', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='record',
            index=models.Index(fields=['received_at'], name='record_by_receipt'),
        ),
        migrations.AddIndex(
            model_name='record',
            index=models.Index(fields=['by', 'captured_at'], name='record_of_a_person'),
        ),
        migrations.AddField(
            model_name='flag',
            name='checker',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Drawn to look'),
        ),
        migrations.AddField(
            model_name='flag',
            name='person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Concerns'),
        ),
        migrations.AddField(
            model_name='flag',
            name='record',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='flags', to='records.record'),
        ),
        migrations.AddField(
            model_name='flag',
            name='site',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='flags', to='places.site'),
        ),
        migrations.AddField(
            model_name='flag',
            name='task',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.task'),
        ),
        migrations.AddIndex(
            model_name='photoprint',
            index=django.contrib.postgres.indexes.GinIndex(fields=['bands'], name='print_bands'),
        ),
        migrations.AddIndex(
            model_name='flag',
            index=models.Index(fields=['site', '-happened_at'], name='flag_by_time'),
        ),
        migrations.AddIndex(
            model_name='flag',
            index=models.Index(condition=models.Q(('status', 'waiting')), fields=['checker'], name='flag_waiting'),
        ),
        migrations.AddIndex(
            model_name='flag',
            index=django.contrib.postgres.indexes.GinIndex(fields=['about'], name='flag_about'),
        ),
        migrations.AddConstraint(
            model_name='flag',
            constraint=models.UniqueConstraint(fields=('detector', 'key'), name='one_flag_per_thing'),
        ),
        migrations.AddConstraint(
            model_name='flag',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('status', 'waiting')), models.Q(models.Q(('status', 'waiting'), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='flag_answered_with_a_time'),
        ),
        migrations.AddConstraint(
            model_name='flag',
            constraint=models.CheckConstraint(condition=models.Q(('score__gte', 0), ('score__lte', 1)), name='flag_score_is_a_share'),
        ),
    ]
