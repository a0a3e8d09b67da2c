from django.db import migrations

INDEX = "CREATE INDEX {table}_words ON {table} USING gin (pinzhi_bigrams({words}))"
WORDS = {
    "cases_case": "title",
}


class Migration(migrations.Migration):
    dependencies = [("common", "0002_bigrams"), ("cases", "0003_name_the_owner")]

    operations = [
        migrations.RunSQL(INDEX.format(table=table, words=words), f"DROP INDEX {table}_words")
        for table, words in WORDS.items()
    ]
