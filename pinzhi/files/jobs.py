from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from pinzhi.files.actions import evidence_store
from pinzhi.files.models import Blob

AGE = timedelta(hours=24)


@app.periodic(cron="40 2 * * *")
@app.task(queueing_lock="files.sweep_orphans")
def sweep_orphans(timestamp: int) -> None:  # noqa: ARG001 -- scheduler's
    """Remove files older than a day that no row knows: what a crash left between the two."""
    store, before = evidence_store(), timezone.now() - AGE
    try:
        folders = store.listdir("")[0]
    except FileNotFoundError:
        return  # nothing was ever kept
    for folder in folders:
        names = [f"{folder}/{name}" for name in store.listdir(folder)[1]]
        digests = {folder + name.split("/")[1].split(".")[0] for name in names}
        known = set(Blob.objects.filter(pk__in=digests).values_list("pk", flat=True))
        for name in names:
            digest = folder + name.split("/")[1].split(".")[0]
            if digest not in known and store.get_modified_time(name) < before:
                store.delete(name)
