import django.db.models.deletion
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('files', '0002_evidence'),
        ('places', '0001_organisation_and_places'),
        ('plans', '0001_plans_and_tasks'),
        ('standards', '0001_standards'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', models.CharField(blank=True, max_length=2000)),
                ('verdict', models.CharField(max_length=15)),
                ('note', models.CharField(blank=True, max_length=500)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='standards.item')),
            ],
            options={
                'verbose_name': 'Answer',
            },
        ),
        migrations.CreateModel(
            name='Record',
            fields=[
                ('uid', models.UUIDField(primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=400, verbose_name='Title')),
                ('started_at', models.DateTimeField(verbose_name='Started at')),
                ('captured_at', models.DateTimeField(verbose_name='Captured at')),
                ('received_at', models.DateTimeField(auto_now_add=True, verbose_name='Received at')),
                ('body_hash', models.CharField(max_length=64)),
                ('proof', models.CharField(blank=True, choices=[('', 'None'), ('qr', 'QR code'), ('rotating_qr', 'Rotating QR code'), ('nfc', 'NFC tag')], max_length=12, verbose_name='Proof of presence')),
                ('total', models.DecimalField(decimal_places=2, default=Decimal('100'), max_digits=6)),
                ('deducted', models.DecimalField(decimal_places=2, default=Decimal('0'), max_digits=6)),
                ('failed', models.PositiveIntegerField(default=0)),
                ('note', models.TextField(blank=True, max_length=2000, verbose_name='Note')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='records', to=settings.AUTH_USER_MODEL)),
                ('checklist', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='records', to='standards.checklist')),
                ('equipment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='records', to='places.equipment')),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='records', to='places.place')),
                ('signature', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.evidence')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='records', to='places.site')),
                ('task', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='records', to='plans.task')),
            ],
            options={
                'verbose_name': 'Record',
            },
        ),
        migrations.CreateModel(
            name='Finding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=400, verbose_name='Title')),
                ('status', models.CharField(choices=[('open', 'Being put right'), ('on_the_spot', 'Put right on the spot'), ('put_right', 'Put right'), ('deducted', 'Closed with a deduction')], max_length=16, verbose_name='Status')),
                ('deduction', models.DecimalField(decimal_places=2, max_digits=6)),
                ('found_at', models.DateTimeField(verbose_name='Found at')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='Closed at')),
                ('answer', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='finding', to='records.answer')),
                ('clause', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='standards.clause')),
                ('equipment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='places.equipment')),
                ('found_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='standards.item')),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='places.place')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='places.site')),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='records.record')),
            ],
            options={
                'verbose_name': 'Finding',
            },
        ),
        migrations.AddField(
            model_name='answer',
            name='record',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='records.record'),
        ),
        migrations.CreateModel(
            name='AnswerEvidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('shows', models.CharField(choices=[('found', 'As found'), ('put_right', 'Put right')], default='found', max_length=10)),
                ('answer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to='records.answer')),
                ('evidence', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='files.evidence')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('answer', 'evidence'), name='one_photo_once_per_answer')],
            },
        ),
        migrations.AddIndex(
            model_name='record',
            index=models.Index(fields=['site', '-captured_at'], name='record_by_time'),
        ),
        migrations.AddConstraint(
            model_name='record',
            constraint=models.UniqueConstraint(fields=('task',), name='one_record_per_task'),
        ),
        migrations.AddIndex(
            model_name='finding',
            index=models.Index(fields=['site', '-found_at'], name='finding_by_time'),
        ),
        migrations.AddIndex(
            model_name='finding',
            index=models.Index(condition=models.Q(('status', 'open')), fields=['site', 'found_at'], name='finding_open'),
        ),
        migrations.AddConstraint(
            model_name='answer',
            constraint=models.UniqueConstraint(fields=('record', 'item'), name='one_answer_per_item'),
        ),
    ]
