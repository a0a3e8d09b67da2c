from django.db import migrations

INDEX = "CREATE INDEX {table}_words ON {table} USING gin (pinzhi_bigrams({words}))"
WORDS = {
    "people_staff": "name || ' ' || number",
}


class Migration(migrations.Migration):
    dependencies = [("common", "0002_bigrams"), ("people", "0003_sign_in_and_devices")]

    operations = [
        migrations.RunSQL(INDEX.format(table=table, words=words), f"DROP INDEX {table}_words")
        for table, words in WORDS.items()
    ]
