"""What can be wrong with a record, and how a look at it ends. These tables are the whole of it."""

from collections.abc import Mapping

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Detector(TextChoices):
    """What a sign says, in the words of its list."""

    MISSED_UNEXPLAINED = "missed_unexplained", _("Missed again and again")
    BEGUN_UNRECORDED = "begun_unrecorded", _("Begun, never recorded")
    TOO_SHORT = "too_short", _("Too short for its items")
    BATCH_FILLING = "batch_filling", _("Filled in as a batch")
    IMPOSSIBLE_TRAVEL = "impossible_travel", _("Places too far apart")
    IDENTICAL_READINGS = "identical_readings", _("Readings that repeat")
    NOISELESS_READINGS = "noiseless_readings", _("Readings without noise")
    IDENTICAL_ANSWERS = "identical_answers", _("Words that repeat")
    DIGIT_PATTERN = "digit_pattern", _("Favourite last digits")
    REUSED_PHOTO = "reused_photo", _("Photo used before")
    NEAR_DUPLICATE_PHOTO = "near_duplicate_photo", _("Photo like an earlier one")
    NO_CAMERA = "no_camera", _("Photos not from a camera")
    OLD_PHOTO = "old_photo", _("Photo from another day")
    FOREIGN_CODE = "foreign_code", _("Photo taken for another task")
    DEVICE_SHARED = "device_shared", _("One phone, two people")
    BACK_DATED = "back_dated", _("Dated back")
    SCAN_MISSING = "scan_missing", _("Scan left out")
    ROUND_NOT_FOLLOWED = "round_not_followed", _("Round not walked as laid out")
    LEFT_OUT = "left_out", _("Items left out")
    LATE_HANDOVER = "late_handover", _("Handed over late")
    LENIENT_CHECKER = "lenient_checker", _("Rechecks that never fail")


class Offence(TextChoices):
    """The six ways of failing a record (REC-01 to REC-06)."""

    NOT_DONE = "not_done", _("Work not done")
    NOT_RECORDED = "not_recorded", _("Done, not recorded")
    UNTRUE = "untrue", _("Recorded falsely")
    OTHER_WAY = "other_way", _("Done another way than written")
    IN_PART = "in_part", _("Recorded incompletely")
    NOT_IN_TIME = "not_in_time", _("Not handed on in time")


POINTS_TO: Mapping[str, Offence] = {
    **dict.fromkeys(Detector.values, Offence.UNTRUE),
    Detector.MISSED_UNEXPLAINED: Offence.NOT_DONE,
    Detector.BEGUN_UNRECORDED: Offence.NOT_RECORDED,
    Detector.SCAN_MISSING: Offence.OTHER_WAY,
    Detector.ROUND_NOT_FOLLOWED: Offence.OTHER_WAY,
    Detector.LEFT_OUT: Offence.IN_PART,
    Detector.LATE_HANDOVER: Offence.NOT_IN_TIME,
}


class Answer(TextChoices):
    WAITING = "waiting", _("Waiting for a look")
    CONFIRMED = "confirmed", pgettext_lazy("sign", "Confirmed")
    REFUTED = "refuted", pgettext_lazy("sign", "Not confirmed")
    UNCLEAR = "unclear", _("Cannot be told")


# Said once; whoever errs says so in a note of the next recheck.
MOVES: dict[Answer, frozenset[Answer]] = {
    Answer.WAITING: frozenset({Answer.CONFIRMED, Answer.REFUTED, Answer.UNCLEAR}),
    Answer.CONFIRMED: frozenset(),
    Answer.REFUTED: frozenset(),
    Answer.UNCLEAR: frozenset(),
}


class Strength(TextChoices):
    """How strongly a record shows that somebody was there, the weakest first."""

    MANUAL = "manual", _("Typed in only")
    PHOTO = "photo", _("Photo")
    QR = "qr", _("QR code")
    ROTATING_QR = "rotating_qr", _("Rotating QR code")
    NFC = "nfc", _("NFC tag")
