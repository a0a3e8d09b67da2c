import django.contrib.postgres.indexes
import django.db.models.functions.datetime
import pinzhi.trail.models
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Block',
            fields=[
                ('seq', models.BigIntegerField(editable=False, primary_key=True, serialize=False, verbose_name='number')),
                ('prev_hash', models.BinaryField(verbose_name='hash of the block before')),
                ('hash', models.BinaryField(verbose_name='hash')),
                ('sealed_at', models.DateTimeField(editable=False, verbose_name='sealed at')),
                ('ids', pinzhi.trail.models.MultiRangeField(editable=False, verbose_name='events')),
                ('upto', models.BigIntegerField(editable=False, verbose_name='up to event')),
                ('count', models.IntegerField(editable=False, verbose_name='number of events')),
                ('leaves', models.BinaryField(verbose_name='digests')),
            ],
            options={
                'verbose_name': 'block',
                'verbose_name_plural': 'blocks',
                'constraints': [models.UniqueConstraint(fields=('prev_hash',), name='block_has_one_successor')],
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='received at')),
                ('captured_at', models.DateTimeField(editable=False, null=True, verbose_name='time on the device')),
                ('actor_id', models.BigIntegerField(editable=False, null=True, verbose_name='who (number)')),
                ('actor_name', models.TextField(editable=False, verbose_name='who')),
                ('verb', models.TextField(editable=False, verbose_name='what')),
                ('object_type', models.TextField(editable=False, verbose_name='kind of object')),
                ('object_id', models.TextField(editable=False, verbose_name='object (number)')),
                ('object_title', models.TextField(editable=False, verbose_name='object')),
                ('site_id', models.BigIntegerField(editable=False, null=True, verbose_name='site')),
                ('before', models.JSONField(default=dict, editable=False, verbose_name='before')),
                ('after', models.JSONField(default=dict, editable=False, verbose_name='after')),
                ('reason', models.TextField(editable=False, verbose_name='reason')),
                ('ip', models.GenericIPAddressField(editable=False, null=True, verbose_name='address')),
                ('request_id', models.TextField(editable=False, verbose_name='request')),
            ],
            options={
                'verbose_name': 'event',
                'verbose_name_plural': 'events',
                'indexes': [models.Index(fields=['object_id', 'object_type', 'id'], name='event_of_object'), models.Index(fields=['site_id', 'id'], name='event_of_site'), django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['at'], name='event_at')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('verb', ''), _negated=True), models.Q(('object_type', ''), _negated=True), models.Q(('object_id', ''), _negated=True)), name='event_says_what')],
            },
        ),
    ]
