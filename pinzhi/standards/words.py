"""The fixed words a standard is written in."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Method(TextChoices):
    """The five ways to look at a thing (PAT-35)."""

    LOOK = "look", pgettext_lazy("method", "Look")
    LISTEN = "listen", pgettext_lazy("method", "Listen")
    TOUCH = "touch", pgettext_lazy("method", "Touch")
    TEST = "test", pgettext_lazy("method", "Test")
    ASK = "ask", pgettext_lazy("method", "Ask")


class AnswerType(TextChoices):
    VERDICT = "verdict", _("Pass, fail or not applicable")
    NUMBER = "number", pgettext_lazy("answer", "Number")
    CHOICE = "choice", _("Choice")
    TEXT = "text", pgettext_lazy("answer", "Text")


class EvidenceRule(TextChoices):
    NONE = "none", pgettext_lazy("evidence", "None")
    PHOTO = "photo", _("Photo")
    PHOTO_ON_FAIL = "photo_on_fail", _("Photo when it fails")
    SIGNATURE = "signature", _("Signature")
    PHOTO_AND_SIGNATURE = "photo_and_signature", _("Photo and signature")


class Purpose(TextChoices):
    WORK = "work", pgettext_lazy("purpose", "Work")
    INSPECTION = "inspection", _("Scored inspection")


class PlaceKind(TextChoices):
    """What one task of a requirement is carried out at."""

    SITE = "site", _("Site")
    ZONE = "zone", _("Zone")
    BUILDING = "building", _("Building")
    SPACE = "space", _("Space")
    ROOM = "room", _("Room")
    CHECKPOINT = "checkpoint", _("Checkpoint")
    EQUIPMENT = "equipment", _("Equipment")


class FixUnit(TextChoices):
    MINUTE = "minute", _("minutes")
    HOUR = "hour", _("hours")
    DAY = "day", _("days")
    WORKDAY = "workday", _("working days")
    WEEK = "week", _("weeks")
    MONTH = "month", _("months")


class SpanUnit(TextChoices):
    """What a clock counts in."""

    SECOND = "second", _("seconds")
    MINUTE = "minute", _("minutes")
    HOUR = "hour", _("hours")
    DAY = "day", _("days")
    WORKDAY = "workday", _("working days")
    WEEK = "week", _("weeks")
    MONTH = "month", _("months")


class CaseKind(TextChoices):
    """The kinds of matters a standard sets clocks for."""

    RECTIFICATION = "rectification", _("Rectification")
    REPAIR = "repair", _("Repair")
    COMPLAINT = "complaint", _("Complaint")
    ENQUIRY = "enquiry", _("Enquiry")
    SUGGESTION = "suggestion", _("Suggestion")
    EMERGENCY = "emergency", _("Emergency")
    VIOLATION = "violation", _("Violation")
    LEGACY_DEFECT = "legacy_defect", _("Legacy defect")
    OTHER = "other", pgettext_lazy("case", "Other")


class Sign(TextChoices):
    REWARD = "reward", _("Reward")
    PENALTY = "penalty", _("Penalty")


class Per(TextChoices):
    TIME = "time", _("each time")
    PERSON = "person", _("each person")
    POINT = "point", _("each point")
    UNIT = "unit", _("each unit stated")


VERBS = {
    "standard.created": _("Standard added"),
    "standard.changed": _("Standard changed"),
    "edition.drafted": _("Draft brought in"),
    "edition.discarded": _("Draft thrown away"),
    "edition.review": _("Approval asked for"),
    "edition.scheduled": _("Approved for a later day"),
    "edition.sent_back": _("Sent back"),
    "adjustment.proposed": _("Adjustment of a site asked for"),
    "adjustment.active": _("Adjustment of a site in force"),
    "adjustment.refused": _("Adjustment of a site refused"),
    "adjustment.ended": _("Adjustment of a site ended"),
    "settlement.settled": _("Conflict between standards settled"),
    "edition.withdrawn": _("Taken back before it was in force"),
    "edition.published": _("Edition put in force"),
    "edition.superseded": _("Edition superseded"),
}
