"""Which look and word a verdict and a finding are shown in."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pinzhi.records.states import FindingStatus
from pinzhi.standards.answers import Verdict

VERDICTS: Mapping[str, tuple[str, str | Promise]] = {
    Verdict.PASS: ("done", _("Pass")),
    Verdict.FAIL: ("late", _("Fail")),
    Verdict.NOT_APPLICABLE: ("stopped", _("Not applicable")),
    Verdict.UNANSWERED: ("due", _("Not answered")),
}
FINDINGS: Mapping[str, str] = {
    FindingStatus.OPEN: "running",
    FindingStatus.ON_THE_SPOT: "done",
    FindingStatus.PUT_RIGHT: "done",
    FindingStatus.DEDUCTED: "missed",
}
