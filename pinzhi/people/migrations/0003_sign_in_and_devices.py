import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0002_posts_and_rosters'),
    ]

    operations = [
        migrations.CreateModel(
            name='GuessCount',
            fields=[
                ('key', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('tries', models.PositiveIntegerField()),
                ('ends_at', models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name='KnownDevice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=64)),
                ('first_seen_at', models.DateTimeField()),
                ('last_seen_at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'Known device',
            },
        ),
        migrations.CreateModel(
            name='SecondFactorRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('quality_officer', 'Group quality officer'), ('site_manager', 'Site manager'), ('department_head', 'Department head'), ('foreman', 'Foreman'), ('worker', 'Worker'), ('butler', 'Butler'), ('inspector', 'Inspector'), ('contractor_worker', "Contractor's worker"), ('auditor', 'Auditor'), ('system_admin', 'System administrator'), ('security_admin', 'Security administrator'), ('audit_admin', 'Audit administrator')], max_length=20, unique=True, verbose_name='Role')),
                ('required', models.BooleanField(default=True, verbose_name='Required')),
            ],
            options={
                'verbose_name': 'Second factor rule',
            },
        ),
        migrations.CreateModel(
            name='StaffSession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('session_key', models.CharField(max_length=40, unique=True)),
                ('browser', models.CharField(blank=True, max_length=200)),
                ('ip', models.GenericIPAddressField(null=True)),
                ('created_at', models.DateTimeField()),
                ('last_seen_at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'Session',
                'ordering': ['-last_seen_at', '-pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='staff',
            constraint=models.UniqueConstraint(django.db.models.functions.text.Upper('number'), name='one_person_per_number', violation_error_message='Somebody else has this staff number.'),
        ),
        migrations.AddField(
            model_name='knowndevice',
            name='staff',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='devices', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='staffsession',
            name='staff',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='knowndevice',
            constraint=models.UniqueConstraint(fields=('staff', 'key'), name='one_row_per_known_device'),
        ),
    ]
