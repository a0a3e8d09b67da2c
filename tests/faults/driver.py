"""A run in a process of its own, on the database that DATABASE_URL names: how tests start one.

`python -m tests.faults.driver '{"submissions": …}' [tamper]` prints what came of it as JSON. With
`tamper` three things are changed behind everybody's back, and the judge is asked again.
"""

import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from shutil import rmtree
from typing import Any

import django

OTHER_ANSWER = """
UPDATE records_answer SET value = 'fail'
WHERE id = (SELECT min(id) FROM records_answer WHERE value = 'pass')
"""


def main() -> None:
    django.setup()
    from django.db import connections

    for connection in connections.all():
        connection.settings_dict["OPTIONS"].pop("pool", None)  # it would keep what a fault cuts
    from pinzhi.bench.faults.running import Plan, run_faults, verdict_on

    plan = Plan(**json.loads(sys.argv[1]))
    folder = Path(tempfile.mkdtemp(prefix="pinzhi-faults-"))
    try:
        report = run_faults(plan, folder, own=False)
        told: dict[str, Any] = {**asdict(report), "counts": report.counts, "clean": report.clean}
        if "tamper" in sys.argv:
            tamper()
            told["tampered"] = asdict(verdict_on(folder, plan.phones))
    except Exception:
        log = folder / "server.log"
        sys.stderr.write(log.read_text()[-4000:] if log.exists() else "")
        raise
    finally:
        rmtree(folder, ignore_errors=True)
    sys.stdout.write(json.dumps(told, ensure_ascii=False))


def tamper() -> None:
    """A byte of a stored photo, the value of an answer, the author of an operation."""
    from django.db import connection

    from pinzhi.field.sync.models import Operation
    from pinzhi.files.actions import evidence_store
    from pinzhi.files.models import Blob
    from pinzhi.people.models import Staff

    path = Path(evidence_store().path(Blob.objects.order_by("pk")[0].original))
    path.chmod(0o600)
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    note = Operation.objects.filter(kind="task.note", state="accepted").order_by("pk")[0]
    other = Staff.objects.exclude(pk=note.by_id).order_by("pk")[0]
    Operation.objects.filter(pk=note.pk).update(by=other)
    with connection.cursor() as cursor:
        # past the triggers, as who owns the tables can
        cursor.execute("ALTER TABLE records_answer DISABLE TRIGGER USER")
        cursor.execute(OTHER_ANSWER)


if __name__ == "__main__":
    main()
