from pathlib import Path

import pytest

from pinzhi.people.models import Staff
from pinzhi.places.importing import actions
from pinzhi.places.models import Equipment, Site
from tests.places.importing.bringing import bring

pytestmark = pytest.mark.django_db


def test_machine_passes_from_somebody_whom_the_file_does_not_name(
    tmp_path: Path, site: Site, worker: Staff, colleague: Staff, system_admin: Staff
) -> None:
    machine = Equipment.objects.create(
        site=site, code="B1", name="水泵", system="water_supply", responsible=worker
    )
    row = (site.code, "B1", "水泵", "给水", None, None, None, None, colleague.number)
    _plan, batch = bring(tmp_path, system_admin, equipment=[row])
    machine.refresh_from_db()
    assert machine.responsible == colleague
    actions.undo_import(batch, by=system_admin)
    machine.refresh_from_db()
    assert machine.responsible == worker
