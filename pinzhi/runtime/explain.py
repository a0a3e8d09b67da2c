"""Turn what was raised into one sentence for whoever sits at the terminal."""

import errno

from pinzhi.common.refusals import Refusal
from pinzhi.config.env import SettingError
from pinzhi.runtime.words import gettext as _

DISK_FULL = "53100"
UNDEFINED_TABLE = "42P01"


def explain(error: BaseException) -> str | None:
    """Return the sentence of a foreseeable failure, None for a fault of ours."""
    for cause in _causes(error):
        if isinstance(cause, Refusal | SettingError):
            return str(cause)
        sentence = _database_sentence(cause) or _file_sentence(cause)
        if sentence:
            return sentence
    return None


def _causes(error: BaseException | None) -> list[BaseException]:
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        error = error.__cause__ or error.__context__
    return found


def _file_sentence(error: BaseException) -> str | None:
    if not isinstance(error, OSError):
        return None
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return _("The disk of {path} is full.").format(path=error.filename or "var/")
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS} and error.filename:
        text = _("{path} cannot be used: {reason}.")
        return text.format(path=error.filename, reason=error.strerror)
    return None


def _database_sentence(error: BaseException) -> str | None:
    import psycopg

    from pinzhi.runtime.database import reason

    if not isinstance(error, psycopg.Error):
        return None
    if error.sqlstate == DISK_FULL:
        return _("The disk of the database is full.")
    if error.sqlstate == UNDEFINED_TABLE:
        return _("The database is not prepared for this version; run: pinzhi prepare")
    if isinstance(error, psycopg.OperationalError) and error.sqlstate is None:
        return _("The database does not answer: {reason}").format(reason=reason(error))
    return None
