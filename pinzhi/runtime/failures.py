"""What can go wrong when Pinzhi is started: each failure is one sentence for whoever starts it."""

from pinzhi.common.refusals import Refusal


class CannotRun(Refusal):
    """Something outside the code must be put right first; the sentence says what."""

    code = "cannot_run"
    status = 503


class TooOld(CannotRun):
    code = "too_old"


class PortTaken(CannotRun):
    code = "port_taken"


class NotWritable(CannotRun):
    code = "not_writable"


class DiskFull(CannotRun):
    code = "disk_full"


class NoAccount(CannotRun):
    """The server may not run as this user and no other was found."""

    code = "no_account"


class DatabaseFailed(CannotRun):
    code = "database_failed"


class DatabaseUnreachable(CannotRun):
    code = "database_unreachable"


class DatabaseNewer(CannotRun):
    code = "database_newer"


class ChildFailed(CannotRun):
    code = "child_failed"
