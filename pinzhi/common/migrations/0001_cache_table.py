from django.db import migrations

# The table django.core.cache.backends.db expects; made here so that no second command is needed.
CREATE = """
CREATE TABLE pinzhi_cache (
    cache_key varchar(255) PRIMARY KEY,
    value text NOT NULL,
    expires timestamptz NOT NULL
);
CREATE INDEX pinzhi_cache_expires ON pinzhi_cache (expires);
"""


class Migration(migrations.Migration):
    dependencies = []
    operations = [migrations.RunSQL(CREATE, "DROP TABLE pinzhi_cache")]
