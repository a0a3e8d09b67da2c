from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=32, verbose_name='Code')),
                ('name', models.CharField(max_length=60, verbose_name='Name')),
                ('department', models.CharField(choices=[('customer_service', 'Customer service'), ('engineering', 'Engineering'), ('security', 'Security'), ('environment', 'Environment'), ('quality', 'Quality'), ('administration', 'Administration')], max_length=20, verbose_name='Department')),
            ],
            options={
                'verbose_name': 'Post',
            },
        ),
        migrations.CreateModel(
            name='Posting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField(verbose_name='From')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='Until')),
            ],
            options={
                'verbose_name': 'Posting',
            },
        ),
        migrations.CreateModel(
            name='RosterEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='Day')),
            ],
            options={
                'verbose_name': 'Roster entry',
            },
        ),
        migrations.CreateModel(
            name='Shift',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=32, verbose_name='Code')),
                ('name', models.CharField(max_length=60, verbose_name='Name')),
                ('starts', models.TimeField(verbose_name='Starts')),
                ('ends', models.TimeField(verbose_name='Ends')),
            ],
            options={
                'verbose_name': 'Shift',
            },
        ),
        migrations.CreateModel(
            name='Team',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, verbose_name='Name')),
                ('department', models.CharField(choices=[('customer_service', 'Customer service'), ('engineering', 'Engineering'), ('security', 'Security'), ('environment', 'Environment'), ('quality', 'Quality'), ('administration', 'Administration')], max_length=20, verbose_name='Department')),
            ],
            options={
                'verbose_name': 'Team',
            },
        ),
        migrations.CreateModel(
            name='Staff',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('number', models.CharField(max_length=32, unique=True, verbose_name='Staff number')),
                ('name', models.CharField(max_length=60, verbose_name='Name')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='Mobile')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='E-mail')),
                ('is_active', models.BooleanField(default=True, verbose_name='Employed')),
                ('joined_on', models.DateField(blank=True, null=True, verbose_name='Joined on')),
                ('left_at', models.DateTimeField(blank=True, null=True, verbose_name='Left at')),
                ('language', models.CharField(choices=[('zh-hans', '中文'), ('en', 'English')], default='zh-hans', max_length=7, verbose_name='Language')),
                ('must_change_password', models.BooleanField(default=False)),
            ],
            options={
                'verbose_name': 'Staff member',
                'verbose_name_plural': 'Staff',
                'constraints': [models.CheckConstraint(condition=models.Q(('is_active', True), ('left_at__isnull', False), _connector='OR'), name='staff_leaver_has_a_time')],
            },
        ),
    ]
