"""Who may use the studio: whoever may bring a standard in, on the standards they answer for."""

from pinzhi.people.models import Staff
from pinzhi.standards.models import Document
from pinzhi.standards.rules import may_publish, may_upload


def may_enter(user: Staff) -> bool:
    return may_upload(user)


def may_work_on(user: Staff, document: Document) -> bool:
    return may_publish(user, document.edition.standard)
