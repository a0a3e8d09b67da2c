import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cases', '0001_cases'),
        ('places', '0001_organisation_and_places'),
        ('records', '0001_records_and_findings'),
    ]

    operations = [
        migrations.CreateModel(
            name='MonthScore',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField(verbose_name='Month')),
                ('score', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='Score')),
                ('band', models.CharField(blank=True, max_length=12, verbose_name='Grade')),
                ('inspections', models.PositiveIntegerField(default=0)),
                ('rules', models.JSONField(default=dict)),
                ('computed_at', models.DateTimeField()),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='month_scores', to='places.site')),
            ],
            options={
                'verbose_name': "Month's score",
            },
        ),
        migrations.CreateModel(
            name='ScorePart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('inspection', 'Inspection'), ('deduction', 'Closed with a deduction')], max_length=10)),
                ('points', models.DecimalField(decimal_places=2, max_digits=6)),
                ('weight', models.DecimalField(decimal_places=2, max_digits=6)),
                ('case', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('finding', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.finding')),
                ('month_score', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='scores.monthscore')),
                ('record', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.record')),
            ],
            options={
                'verbose_name': 'Part of a score',
            },
        ),
        migrations.AddConstraint(
            model_name='monthscore',
            constraint=models.UniqueConstraint(fields=('site', 'month'), name='one_score_per_site_month'),
        ),
        migrations.AddConstraint(
            model_name='monthscore',
            constraint=models.CheckConstraint(condition=models.Q(('score', None), ('score__range', (0, 100)), _connector='OR'), name='score_from_nought_to_hundred'),
        ),
    ]
