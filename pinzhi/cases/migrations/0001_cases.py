from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('rectification', 'Rectification')], default='rectification', max_length=20, verbose_name='Kind')),
                ('title', models.CharField(max_length=400, verbose_name='Title')),
                ('department', models.CharField(choices=[('customer_service', 'Customer service'), ('engineering', 'Engineering'), ('security', 'Security'), ('environment', 'Environment'), ('quality', 'Quality'), ('administration', 'Administration')], max_length=20, verbose_name='Department')),
                ('status', models.CharField(choices=[('open', 'Waiting for an owner'), ('assigned', 'Being put right'), ('fixed', 'Waiting for recheck'), ('again', 'To be put right again'), ('put_right', 'Put right'), ('deducted', 'Closed with a deduction')], default='open', max_length=10, verbose_name='Status')),
                ('opened_at', models.DateTimeField(verbose_name='Opened at')),
                ('due_at', models.DateTimeField(verbose_name='Due by')),
                ('round', models.PositiveSmallIntegerField(default=1, verbose_name='Round')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='Closed at')),
            ],
            options={
                'verbose_name': 'Case',
            },
        ),
        migrations.CreateModel(
            name='Extension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('until', models.DateTimeField(verbose_name='Until')),
                ('reason', models.CharField(max_length=500, verbose_name='Reason')),
                ('status', models.CharField(choices=[('asked', 'Waiting for approval'), ('approved', 'Approved'), ('refused', 'Refused')], default='asked', max_length=10, verbose_name='Status')),
                ('asked_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'Extension',
            },
        ),
        migrations.CreateModel(
            name='Fix',
            fields=[
                ('uid', models.UUIDField(primary_key=True, serialize=False)),
                ('round', models.PositiveSmallIntegerField()),
                ('text', models.CharField(max_length=1000, verbose_name='What was done')),
                ('captured_at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'Rectification',
                'ordering': ['round'],
            },
        ),
        migrations.CreateModel(
            name='Recheck',
            fields=[
                ('uid', models.UUIDField(primary_key=True, serialize=False)),
                ('outcome', models.CharField(choices=[('put_right', 'Put right'), ('again', 'Put right again'), ('deducted', 'Close with a deduction')], max_length=10, verbose_name='Outcome')),
                ('text', models.CharField(blank=True, max_length=1000, verbose_name='Remark')),
                ('captured_at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'Recheck',
            },
        ),
    ]
