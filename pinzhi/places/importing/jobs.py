"""Checking and applying in the background; both may be run twice without harm."""

from procrastinate.contrib.django import app

from pinzhi.places.importing import actions
from pinzhi.places.models import ImportBatch


@app.task(name="places.check_import", lock="places.import")
def check_import_job(batch_id: int) -> None:
    actions.check_import(ImportBatch.objects.select_related("by").get(pk=batch_id))


@app.task(name="places.apply_import", lock="places.import")
def apply_import_job(batch_id: int) -> None:
    actions.apply_batch(ImportBatch.objects.get(pk=batch_id))
