import django.contrib.postgres.fields
import django.db.models.deletion
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('places', '0001_organisation_and_places'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=20, verbose_name='Edition')),
                ('status', models.CharField(choices=[('draft', 'Draft'), ('published', 'In force'), ('superseded', 'Superseded')], default='draft', max_length=10, verbose_name='Status')),
                ('content_hash', models.CharField(blank=True, max_length=64)),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='Published at')),
                ('published_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'Edition',
            },
        ),
        migrations.CreateModel(
            name='Clause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=20, verbose_name='Number')),
                ('title', models.CharField(max_length=120, verbose_name='Title')),
                ('text', models.TextField(blank=True, verbose_name='Text')),
                ('sources', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), default=list, size=None)),
                ('order', models.PositiveIntegerField()),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='children', to='standards.clause')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='clauses', to='standards.edition')),
            ],
            options={
                'verbose_name': 'Clause',
                'ordering': ['order'],
            },
        ),
        migrations.CreateModel(
            name='Checklist',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40, verbose_name='Code')),
                ('title', models.CharField(max_length=120, verbose_name='Title')),
                ('department', models.CharField(choices=[('customer_service', 'Customer service'), ('engineering', 'Engineering'), ('security', 'Security'), ('environment', 'Environment'), ('quality', 'Quality'), ('administration', 'Administration')], max_length=20, verbose_name='Department')),
                ('purpose', models.CharField(choices=[('work', 'Work'), ('inspection', 'Scored inspection')], default='work', max_length=10, verbose_name='Purpose')),
                ('total', models.DecimalField(decimal_places=2, default=Decimal('100'), max_digits=6, verbose_name='Full score')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='checklists', to='standards.edition')),
            ],
            options={
                'verbose_name': 'Checklist',
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='Item',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20, verbose_name='Code')),
                ('title', models.CharField(max_length=200, verbose_name='Title')),
                ('methods', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('look', 'Look'), ('listen', 'Listen'), ('touch', 'Touch'), ('test', 'Test'), ('ask', 'Ask')], max_length=10), default=list, size=None)),
                ('answer_type', models.CharField(choices=[('verdict', 'Pass, fail or not applicable'), ('number', 'Number'), ('choice', 'Choice'), ('text', 'Text')], max_length=10, verbose_name='Answer')),
                ('unit', models.CharField(blank=True, max_length=12, verbose_name='Unit')),
                ('minimum', models.DecimalField(blank=True, decimal_places=4, max_digits=14, null=True)),
                ('maximum', models.DecimalField(blank=True, decimal_places=4, max_digits=14, null=True)),
                ('choices', models.JSONField(blank=True, default=list)),
                ('evidence', models.CharField(choices=[('none', 'None'), ('photo', 'Photo'), ('photo_on_fail', 'Photo when it fails'), ('signature', 'Signature'), ('photo_and_signature', 'Photo and signature')], default='none', max_length=20, verbose_name='Evidence')),
                ('required', models.BooleanField(default=True, verbose_name='Required')),
                ('deduction', models.DecimalField(decimal_places=2, default=Decimal('0'), max_digits=6, verbose_name='Deduction')),
                ('fix_value', models.DecimalField(decimal_places=1, default=Decimal('1'), max_digits=6)),
                ('fix_unit', models.CharField(choices=[('minute', 'minutes'), ('hour', 'hours'), ('day', 'days'), ('workday', 'working days'), ('week', 'weeks'), ('month', 'months')], default='week', max_length=8)),
                ('on_the_spot', models.BooleanField(default=True, verbose_name='May be put right on the spot')),
                ('order', models.PositiveIntegerField()),
                ('checklist', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='standards.checklist')),
                ('clause', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='standards.clause')),
            ],
            options={
                'verbose_name': 'Check item',
                'ordering': ['order'],
            },
        ),
        migrations.CreateModel(
            name='Requirement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recurrence', models.JSONField()),
                ('post_name', models.CharField(max_length=60, verbose_name='Post')),
                ('place_kind', models.CharField(choices=[('site', 'Site'), ('zone', 'Zone'), ('building', 'Building'), ('space', 'Space'), ('room', 'Room'), ('checkpoint', 'Checkpoint'), ('equipment', 'Equipment')], max_length=12, verbose_name='Carried out at')),
                ('system', models.CharField(blank=True, choices=[('lift', 'Lift'), ('escalator', 'Escalator'), ('water_supply', 'Water supply'), ('drainage', 'Drainage'), ('rainwater', 'Rainwater'), ('power', 'Power supply'), ('generator', 'Generator'), ('lighting', 'Lighting'), ('fire', 'Fire protection'), ('cctv', 'CCTV'), ('access_control', 'Access control'), ('intercom', 'Intercom'), ('perimeter', 'Perimeter alarm'), ('parking', 'Parking system'), ('music', 'Background music'), ('heating', 'Heating'), ('hvac', 'Ventilation and air conditioning'), ('gas', 'Gas'), ('building_fabric', 'Building fabric'), ('playground', 'Playground and fitness'), ('other', 'Other')], max_length=20, verbose_name='System')),
                ('makeup_hours', models.PositiveIntegerField(default=0, verbose_name='Make-up allowed for (hours)')),
                ('checklist', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='requirements', to='standards.checklist')),
                ('clause', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='requirements', to='standards.clause')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='requirements', to='standards.edition')),
            ],
            options={
                'verbose_name': 'Requirement',
            },
        ),
        migrations.CreateModel(
            name='Standard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=32, unique=True, verbose_name='Code')),
                ('title', models.CharField(max_length=120, verbose_name='Title')),
                ('line', models.CharField(choices=[('property', 'Property management'), ('bank', 'Bank outlets')], max_length=10, verbose_name='Line of business')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='places.orgnode')),
            ],
            options={
                'verbose_name': 'Standard',
                'ordering': ['code'],
            },
        ),
        migrations.AddField(
            model_name='edition',
            name='standard',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='standards.standard'),
        ),
        migrations.AddConstraint(
            model_name='clause',
            constraint=models.UniqueConstraint(fields=('edition', 'number'), name='one_clause_per_number'),
        ),
        migrations.AddConstraint(
            model_name='checklist',
            constraint=models.UniqueConstraint(fields=('edition', 'code'), name='one_checklist_per_code'),
        ),
        migrations.AddConstraint(
            model_name='item',
            constraint=models.UniqueConstraint(fields=('checklist', 'code'), name='one_item_per_code'),
        ),
        migrations.AddConstraint(
            model_name='item',
            constraint=models.CheckConstraint(condition=models.Q(('deduction__gte', 0)), name='item_deduction_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='requirement',
            constraint=models.UniqueConstraint(fields=('checklist',), name='one_requirement_per_checklist'),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.UniqueConstraint(fields=('standard', 'number'), name='one_edition_per_number'),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'published')), fields=('standard',), name='one_edition_in_force'),
        ),
    ]
