import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

INDEX = "CREATE INDEX {table}_words ON {table} USING gin (pinzhi_bigrams({words}))"
WORDS = {
    "standards_clause": "(title || ' ' || text)",
    "standards_item": "title",
    "standards_clock": "(event || ' ' || action)",
    "standards_consequence": "occasion",
}


class Migration(migrations.Migration):
    dependencies = [
        ("common", "0002_bigrams"),
        ("places", "0002_search"),
        ("standards", "0010_studio"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Settlement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("cycle", "Two cycles for the same"), ("limit", "Two limits for the same event"), ("money", "Opposite rules about money")], max_length=8, verbose_name="Kind")),
                ("one_code", models.CharField(max_length=40, verbose_name="Code")),
                ("other_code", models.CharField(max_length=40, verbose_name="Code")),
                ("keep", models.CharField(choices=[("one", "Keep the first"), ("other", "Keep the second"), ("both", "Keep both")], max_length=8, verbose_name="What holds")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="Reason")),
                ("settled_at", models.DateTimeField(auto_now=True, verbose_name="Settled at")),
                ("one", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="standards.standard")),
                ("other", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="standards.standard")),
                ("settled_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("site", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="settlements", to="places.site")),
            ],
            options={"verbose_name": "Settled conflict"},
        ),
        migrations.AddConstraint(
            model_name="settlement",
            constraint=models.UniqueConstraint(fields=("site", "kind", "one", "one_code", "other", "other_code"), name="one_settlement_per_conflict"),
        ),
        migrations.AddConstraint(
            model_name="adjustment",
            constraint=models.CheckConstraint(condition=models.Q(models.Q(("direction", "looser"), _negated=True), models.Q(("status", "active"), _negated=True), models.Q(("variant", ""), _negated=True), models.Q(("decided_by__isnull", False), models.Q(("decided_by", models.F("proposed_by")), _negated=True)), _connector="OR"), name="looser_adjustment_approved_by_a_second_person", violation_error_message="Whoever asked for approval cannot give it."),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by', None), ('submitted_by', None), models.Q(('approved_by', models.F('submitted_by')), _negated=True), _connector='OR'), name='edition_approved_by_a_second_person', violation_error_message='Whoever asked for approval cannot give it.'),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.CheckConstraint(condition=models.Q(('submitted_by', None), ('status__in', ['draft', 'review']), ('approved_by__isnull', False), _connector='OR'), name='edition_asked_for_is_approved_before_it_holds'),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'review'), _negated=True), ('submitted_by__isnull', False), _connector='OR'), name='edition_in_review_was_submitted'),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'scheduled'), _negated=True), models.Q(('approved_by__isnull', False), ('starts_on__isnull', False)), _connector='OR'), name='edition_scheduled_has_its_day'),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'draft'), _negated=True), ('published_at', None), _connector='OR'), name='edition_once_in_force_is_no_draft'),
        ),
        *(
            migrations.RunSQL(INDEX.format(table=table, words=words), f"DROP INDEX {table}_words")
            for table, words in WORDS.items()
        ),
    ]
