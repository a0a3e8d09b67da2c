"""The lives of a delegation and of a machine. These tables are the whole of them."""

from pinzhi.places.models import Delegation, Equipment

Asked = Delegation.Status
DELEGATION_MOVES: dict[Delegation.Status, frozenset[Delegation.Status]] = {
    Asked.ASKED: frozenset({Asked.APPROVED, Asked.REFUSED, Asked.WITHDRAWN}),
    Asked.APPROVED: frozenset({Asked.WITHDRAWN}),
    Asked.REFUSED: frozenset(),
    Asked.WITHDRAWN: frozenset(),
}

Runs = Equipment.Status
EQUIPMENT_MOVES: dict[Equipment.Status, frozenset[Equipment.Status]] = {
    Runs.RUNNING: frozenset({Runs.STANDBY, Runs.STOPPED, Runs.SCRAPPED}),
    Runs.STANDBY: frozenset({Runs.RUNNING, Runs.STOPPED, Runs.SCRAPPED}),
    Runs.STOPPED: frozenset({Runs.RUNNING, Runs.STANDBY, Runs.SCRAPPED}),
    Runs.SCRAPPED: frozenset(),
}
