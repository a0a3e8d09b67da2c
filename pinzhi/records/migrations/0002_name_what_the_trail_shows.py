from decimal import Decimal
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0001_records_and_findings'),
    ]

    operations = [
        migrations.AlterField(
            model_name='record',
            name='body_hash',
            field=models.CharField(max_length=64, verbose_name='Fingerprint'),
        ),
        migrations.AlterField(
            model_name='record',
            name='deducted',
            field=models.DecimalField(decimal_places=2, default=Decimal('0'), max_digits=6, verbose_name='Deduction'),
        ),
        migrations.AlterField(
            model_name='record',
            name='failed',
            field=models.PositiveIntegerField(default=0, verbose_name='Findings'),
        ),
    ]
