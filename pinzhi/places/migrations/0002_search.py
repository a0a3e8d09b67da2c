from django.db import migrations

INDEX = "CREATE INDEX {table}_words ON {table} USING gin (pinzhi_bigrams({words}))"
WORDS = {
    "places_place": "full_name || ' ' || code",
    "places_equipment": "name || ' ' || code || ' ' || model || ' ' || maker || ' ' || serial",
}


class Migration(migrations.Migration):
    dependencies = [("common", "0002_bigrams"), ("places", "0001_organisation_and_places")]

    operations = [
        migrations.RunSQL(INDEX.format(table=table, words=words), f"DROP INDEX {table}_words")
        for table, words in WORDS.items()
    ]
