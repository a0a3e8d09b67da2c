from django.db import migrations

INDEX = "CREATE INDEX {table}_words ON {table} USING gin (pinzhi_bigrams({words}))"
WORDS = {
    "records_finding": "title",
}


class Migration(migrations.Migration):
    dependencies = [("common", "0002_bigrams"), ("records", "0002_name_what_the_trail_shows")]

    operations = [
        migrations.RunSQL(INDEX.format(table=table, words=words), f"DROP INDEX {table}_words")
        for table, words in WORDS.items()
    ]
