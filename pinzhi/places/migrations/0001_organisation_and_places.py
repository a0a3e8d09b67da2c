import django.contrib.postgres.constraints
import django.db.models.deletion
import pinzhi.places.models.memberships
import uuid
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name='Equipment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=60, verbose_name='Code')),
                ('name', models.CharField(max_length=80, verbose_name='Name')),
                ('system', models.CharField(choices=[('lift', 'Lift'), ('escalator', 'Escalator'), ('water_supply', 'Water supply'), ('drainage', 'Drainage'), ('rainwater', 'Rainwater'), ('power', 'Power supply'), ('generator', 'Generator'), ('lighting', 'Lighting'), ('fire', 'Fire protection'), ('cctv', 'CCTV'), ('access_control', 'Access control'), ('intercom', 'Intercom'), ('perimeter', 'Perimeter alarm'), ('parking', 'Parking system'), ('music', 'Background music'), ('heating', 'Heating'), ('hvac', 'Ventilation and air conditioning'), ('gas', 'Gas'), ('building_fabric', 'Building fabric'), ('playground', 'Playground and fitness'), ('other', 'Other')], max_length=20, verbose_name='System')),
                ('model', models.CharField(blank=True, max_length=80, verbose_name='Model')),
                ('maker', models.CharField(blank=True, max_length=80, verbose_name='Maker')),
                ('serial', models.CharField(blank=True, max_length=80, verbose_name='Serial number')),
                ('parameters', models.JSONField(blank=True, default=dict, verbose_name='Parameters')),
                ('status', models.CharField(choices=[('running', 'Running'), ('standby', 'Standby'), ('stopped', 'Out of service'), ('scrapped', 'Scrapped')], default='running', max_length=10, verbose_name='Status')),
                ('in_use_since', models.DateField(blank=True, null=True, verbose_name='In use since')),
                ('tag', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('responsible', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='answers_for_equipment', to=settings.AUTH_USER_MODEL, verbose_name='Answers for it')),
            ],
            options={
                'verbose_name': 'Equipment',
            },
        ),
        migrations.CreateModel(
            name='EquipmentEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('registered', 'Registered'), ('maintained', 'Maintained'), ('repaired', 'Repaired'), ('overhauled', 'Overhauled'), ('replaced', 'Part replaced'), ('stopped', 'Taken out of service'), ('resumed', 'Back in service'), ('scrapped', 'Scrapped')], max_length=12, verbose_name='Kind')),
                ('day', models.DateField(verbose_name='Day')),
                ('text', models.TextField(max_length=2000, verbose_name='What was done')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('equipment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='places.equipment')),
            ],
            options={
                'verbose_name': 'Archive entry',
                'ordering': ['-day', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ImportBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('file_name', models.CharField(max_length=200, verbose_name='File')),
                ('sha256', models.CharField(max_length=64)),
                ('content', models.BinaryField(default=b'')),
                ('status', models.CharField(choices=[('waiting', 'Waiting'), ('checking', 'Checking'), ('checked', 'Checked'), ('refused', 'Refused'), ('applying', 'Applying'), ('applied', 'Applied'), ('undone', 'Undone')], default='waiting', max_length=10, verbose_name='Status')),
                ('done', models.PositiveIntegerField(default=0)),
                ('total', models.PositiveIntegerField(default=0)),
                ('report', models.JSONField(default=dict)),
                ('undo', models.JSONField(default=dict)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'Import',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='OrgNode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('group', 'Group'), ('company', 'Company'), ('branch', 'Branch'), ('site', 'Site')], max_length=10, verbose_name='Kind')),
                ('code', models.CharField(max_length=32, unique=True, verbose_name='Code')),
                ('name', models.CharField(max_length=80, verbose_name='Name')),
                ('line', models.CharField(choices=[('property', 'Property management'), ('bank', 'Bank outlets')], max_length=10, verbose_name='Line of business')),
                ('path', models.CharField(max_length=255, unique=True, verbose_name='Way from the top')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='places.orgnode', verbose_name='Above it')),
            ],
            options={
                'verbose_name': 'Organisation unit',
                'ordering': ['path'],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('quality_officer', 'Group quality officer'), ('site_manager', 'Site manager'), ('department_head', 'Department head'), ('foreman', 'Foreman'), ('worker', 'Worker'), ('butler', 'Butler'), ('inspector', 'Inspector'), ('contractor_worker', "Contractor's worker"), ('auditor', 'Auditor'), ('system_admin', 'System administrator'), ('security_admin', 'Security administrator'), ('audit_admin', 'Audit administrator')], max_length=20, verbose_name='Role')),
                ('department', models.CharField(blank=True, choices=[('customer_service', 'Customer service'), ('engineering', 'Engineering'), ('security', 'Security'), ('environment', 'Environment'), ('quality', 'Quality'), ('administration', 'Administration')], max_length=20, verbose_name='Department')),
                ('starts_on', models.DateField(verbose_name='From')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='Until')),
                ('staff', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                ('node', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='places.orgnode')),
            ],
            options={
                'verbose_name': 'Membership',
            },
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('zone', 'Zone'), ('building', 'Building'), ('entrance', 'Entrance'), ('floor', 'Floor'), ('room', 'Room'), ('space', 'Space'), ('checkpoint', 'Checkpoint')], max_length=10, verbose_name='Kind')),
                ('code', models.CharField(max_length=60, verbose_name='Code')),
                ('name', models.CharField(max_length=80, verbose_name='Name')),
                ('full_name', models.CharField(max_length=255, verbose_name='Full name')),
                ('floor', models.SmallIntegerField(blank=True, null=True, verbose_name='Floor')),
                ('area', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='Area (m²)')),
                ('occupancy', models.CharField(blank=True, choices=[('', 'Not a home'), ('occupied', 'Occupied'), ('vacant', 'Vacant'), ('fitting_out', 'Fitting out')], max_length=12, verbose_name='Occupancy')),
                ('proof', models.CharField(blank=True, choices=[('', 'None'), ('qr', 'QR code'), ('rotating_qr', 'Rotating QR code'), ('nfc', 'NFC tag')], max_length=12, verbose_name='Proof of presence')),
                ('order', models.PositiveIntegerField(default=0, verbose_name='Order')),
                ('tag', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='places.place', verbose_name='Above it')),
                ('responsible', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='answers_for_places', to=settings.AUTH_USER_MODEL, verbose_name='Answers for it')),
            ],
            options={
                'verbose_name': 'Place',
            },
        ),
        migrations.AddField(
            model_name='equipment',
            name='place',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='equipment', to='places.place', verbose_name='Place'),
        ),
        migrations.CreateModel(
            name='Site',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=32, unique=True, verbose_name='Code')),
                ('name', models.CharField(max_length=80, verbose_name='Name')),
                ('kind', models.CharField(choices=[('residential', 'Residential estate'), ('commercial', 'Commercial complex'), ('office', 'Office tower'), ('outlet', 'Bank outlet')], max_length=12, verbose_name='Kind')),
                ('path', models.CharField(max_length=255, unique=True)),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='Address')),
                ('area', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='Built area (m²)')),
                ('time_zone', models.CharField(default='Asia/Shanghai', max_length=40, verbose_name='Time zone')),
                ('office_hours', models.JSONField(blank=True, default=dict, verbose_name='Office hours')),
                ('node', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='site', to='places.orgnode')),
            ],
            options={
                'verbose_name': 'Site',
                'ordering': ['path'],
            },
        ),
        migrations.AddField(
            model_name='place',
            name='site',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='places', to='places.site'),
        ),
        migrations.CreateModel(
            name='Holiday',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='Day')),
                ('kind', models.CharField(choices=[('off', 'Closed'), ('on', 'Make-up workday')], max_length=3, verbose_name='Kind')),
                ('name', models.CharField(max_length=60, verbose_name='Name')),
                ('weekday', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Works like weekday')),
                ('confirmed', models.BooleanField(default=True, verbose_name='Confirmed')),
                ('site', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='holidays', to='places.site')),
            ],
            options={
                'verbose_name': 'Holiday',
                'ordering': ['day'],
            },
        ),
        migrations.AddField(
            model_name='equipment',
            name='site',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='equipment', to='places.site'),
        ),
        migrations.CreateModel(
            name='Delegation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField(verbose_name='From')),
                ('ends_on', models.DateField(verbose_name='Until')),
                ('reason', models.CharField(max_length=200, verbose_name='Reason')),
                ('status', models.CharField(choices=[('asked', 'Waiting for approval'), ('approved', 'Approved'), ('refused', 'Refused'), ('withdrawn', 'Withdrawn')], default='asked', max_length=10, verbose_name='Status')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('to', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acts_for', to=settings.AUTH_USER_MODEL, verbose_name='Stands in')),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='delegations', to='places.membership')),
            ],
            options={
                'verbose_name': 'Acting delegation',
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='delegation_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'approved'), _negated=True), models.Q(('decided_by__isnull', False), models.Q(('decided_by', models.F('to')), _negated=True), models.Q(('decided_by', models.F('asked_by')), _negated=True)), _connector='OR'), name='delegation_approved_by_a_third')],
            },
        ),
        migrations.AddIndex(
            model_name='orgnode',
            index=models.Index(fields=['path'], name='orgnode_below', opclasses=['text_pattern_ops']),
        ),
        migrations.AddConstraint(
            model_name='orgnode',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'group'), ('parent__isnull', False), _connector='OR'), name='orgnode_below_the_group'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='membership_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('role__in', ['system_admin', 'security_admin', 'audit_admin'])), expressions=[('staff', '='), ('role', '<>'), (pinzhi.places.models.memberships._DateRange('starts_on', 'ends_on', models.Value('[]')), '&&')], name='one_administrator_role_per_person', violation_error_message='System, security and audit administrator exclude each other.'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('staff', '='), ('node', '='), ('role', '='), ('department', '='), (pinzhi.places.models.memberships._DateRange('starts_on', 'ends_on', models.Value('[]')), '&&')], name='one_membership_at_a_time', violation_error_message='This person already holds this role here then.'),
        ),
        migrations.AddIndex(
            model_name='site',
            index=models.Index(fields=['path'], name='site_below', opclasses=['text_pattern_ops']),
        ),
        migrations.AddIndex(
            model_name='place',
            index=models.Index(fields=['site', 'kind', 'code'], name='place_by_kind'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.UniqueConstraint(fields=('site', 'code'), name='one_place_per_code'),
        ),
        migrations.AddConstraint(
            model_name='holiday',
            constraint=models.UniqueConstraint(fields=('site', 'day'), name='one_holiday_per_day', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='holiday',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'off'), ('weekday', None)), models.Q(('kind', 'on'), ('weekday__isnull', False), ('weekday__range', (1, 7))), _connector='OR'), name='holiday_workday_says_which'),
        ),
        migrations.AddIndex(
            model_name='equipment',
            index=models.Index(fields=['site', 'system', 'code'], name='equipment_by_system'),
        ),
        migrations.AddConstraint(
            model_name='equipment',
            constraint=models.UniqueConstraint(fields=('site', 'code'), name='one_equipment_per_code'),
        ),
    ]
