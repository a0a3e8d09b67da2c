"""Which look a case is shown in, and what its next step is called."""

from collections.abc import Mapping

from pinzhi.cases.states import RecheckOutcome, Status

CASES: Mapping[str, str] = {
    Status.OPEN: "nobody",
    Status.ASSIGNED: "running",
    Status.FIXED: "waiting",
    Status.AGAIN: "due",
    Status.PUT_RIGHT: "done",
    Status.DEDUCTED: "missed",
}
RECHECKS: Mapping[str, str] = {
    RecheckOutcome.PUT_RIGHT: "done",
    RecheckOutcome.AGAIN: "due",
    RecheckOutcome.DEDUCTED: "missed",
}
