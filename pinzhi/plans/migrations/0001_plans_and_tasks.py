import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0002_posts_and_rosters'),
        ('places', '0001_organisation_and_places'),
        ('standards', '0001_standards'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Plan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120, verbose_name='Title')),
                ('recurrence', models.JSONField(verbose_name='Recurrence')),
                ('makeup_hours', models.PositiveIntegerField(default=0, verbose_name='Make-up allowed for (hours)')),
                ('status', models.CharField(choices=[('active', 'Active'), ('paused', 'Paused'), ('ended', 'Ended')], default='active', max_length=8, verbose_name='Status')),
                ('starts_on', models.DateField(verbose_name='From')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='Until')),
                ('filled_until', models.DateTimeField(blank=True, null=True)),
                ('checklist', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='standards.checklist')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='people.post')),
                ('requirement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='standards.requirement')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='places.site')),
            ],
            options={
                'verbose_name': 'Plan',
            },
        ),
        migrations.CreateModel(
            name='Target',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=255)),
                ('order', models.PositiveIntegerField(default=0)),
                ('equipment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='places.equipment')),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='places.place')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='targets', to='plans.plan')),
            ],
            options={
                'verbose_name': 'Target',
            },
        ),
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('department', models.CharField(choices=[('customer_service', 'Customer service'), ('engineering', 'Engineering'), ('security', 'Security'), ('environment', 'Environment'), ('quality', 'Quality'), ('administration', 'Administration')], max_length=20, verbose_name='Department')),
                ('title', models.CharField(max_length=400, verbose_name='Title')),
                ('opens_at', models.DateTimeField(verbose_name='Opens at')),
                ('closes_at', models.DateTimeField(verbose_name='Due by')),
                ('lost_at', models.DateTimeField(verbose_name='Missed after')),
                ('status', models.CharField(choices=[('due', 'Due'), ('running', 'In progress'), ('done', 'Done'), ('late', 'Done late'), ('missed', 'Missed'), ('cancelled', 'Cancelled')], default='due', max_length=10, verbose_name='Status')),
                ('started_at', models.DateTimeField(blank=True, null=True, verbose_name='Started at')),
                ('done_at', models.DateTimeField(blank=True, null=True, verbose_name='Done at')),
                ('assignee', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to=settings.AUTH_USER_MODEL)),
                ('checklist', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='standards.checklist')),
                ('equipment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='places.equipment')),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='places.place')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='plans.plan')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='people.post')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='places.site')),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='plans.target')),
            ],
            options={
                'verbose_name': 'Task',
            },
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'ended'), _negated=True), fields=('site', 'requirement', 'post'), name='one_running_plan_per_requirement_and_post'),
        ),
        migrations.AddConstraint(
            model_name='target',
            constraint=models.UniqueConstraint(fields=('plan', 'place', 'equipment'), name='one_target_per_plan', nulls_distinct=False),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(fields=['site', 'closes_at', 'id'], name='task_by_deadline'),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(condition=models.Q(('status__in', ['due', 'running'])), fields=['assignee', 'closes_at'], name='task_mine_open'),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(condition=models.Q(('status__in', ['due', 'running'])), fields=['lost_at'], name='task_to_be_missed'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.UniqueConstraint(fields=('target', 'opens_at'), name='one_task_per_window'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(('closes_at__gt', models.F('opens_at'))), name='task_window_has_length'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(('lost_at__gte', models.F('closes_at'))), name='task_missed_after_it_was_due'),
        ),
    ]
