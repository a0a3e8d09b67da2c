from django.db import migrations

INDEX = "CREATE INDEX {table}_words ON {table} USING gin (pinzhi_bigrams({words}))"
WORDS = {
    "plans_plan": "title",
    "plans_target": "name",
}


class Migration(migrations.Migration):
    dependencies = [("common", "0002_bigrams"), ("plans", "0002_faults_and_lists")]

    operations = [
        migrations.RunSQL(INDEX.format(table=table, words=words), f"DROP INDEX {table}_words")
        for table, words in WORDS.items()
    ]
