from django.db import migrations, models

KINDS = [
    ("photo", "Photo"),
    ("signature", "Signature"),
    ("document", "Document"),
    ("voice", "Voice note"),
]


class Migration(migrations.Migration):
    dependencies = [("files", "0002_evidence")]
    operations = [
        migrations.AlterField("evidence", "kind", models.CharField(choices=KINDS, max_length=10)),
    ]
