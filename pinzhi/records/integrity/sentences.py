"""What a sign means, in sentences for those who look: never more than what was measured."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pinzhi.records.integrity.states import Detector

SENTENCES: Mapping[str, Promise] = {
    Detector.MISSED_UNEXPLAINED: _("Missed %(times)s times in a row, and nobody said why."),
    Detector.BEGUN_UNRECORDED: _(
        "Begun on the spot %(hours)s hours ago, then missed: no record ever came."
    ),
    Detector.TOO_SHORT: _(
        "%(records)s records of the day were filled in too fast: %(items)s items within %(took)s "
        "seconds, where looking and answering takes at least %(least)s."
    ),
    Detector.BATCH_FILLING: _(
        "%(records)s records of %(places)s places were filled in one after the other within "
        "%(took)s seconds."
    ),
    Detector.IMPOSSIBLE_TRAVEL: _(
        "%(gap)s seconds from one place to the other, where the way takes at least %(need)s; "
        "%(jumps)s times that day."
    ),
    Detector.IDENTICAL_READINGS: _(
        "The reading is %(value)s %(times)s times in a row; of others' readings %(usual)s%% equal "
        "the one before."
    ),
    Detector.NOISELESS_READINGS: _(
        "%(times)s readings move by %(step)s on average, those of others at the same item by "
        "%(usual)s."
    ),
    Detector.IDENTICAL_ANSWERS: _(
        "“%(value)s” %(times)s times in a row; of others' words %(usual)s%% equal those before."
    ),
    Detector.DIGIT_PATTERN: _(
        "%(share)s%% of %(readings)s readings end in %(digit)s; of others' readings of the same "
        "gauge it is %(usual)s%%."
    ),
    Detector.REUSED_PHOTO: _("The same file already shows something in %(records)s other records."),
    Detector.NEAR_DUPLICATE_PHOTO: _(
        "The photo matches one of %(records)s other records to %(likeness)s%%: encoded anew, "
        "scaled or trimmed."
    ),
    Detector.NO_CAMERA: _(
        "%(bare)s of %(of)s photos name no camera in their files; of colleagues' photos "
        "%(usual)s%% do."
    ),
    Detector.OLD_PHOTO: _("By its file the photo was taken %(days)s days before the record."),
    Detector.FOREIGN_CODE: _(
        "The mark in its file says the photo was taken for %(code)s; this task is %(own)s."
    ),
    Detector.DEVICE_SHARED: _(
        "On one phone %(people)s people had forms under way at the same time, %(overlaps)s times "
        "that day."
    ),
    Detector.BACK_DATED: _(
        "%(records)s records say an earlier time than they were made at; the longest came "
        "%(minutes)s minutes later, after younger records of the same person."
    ),
    Detector.SCAN_MISSING: _(
        "%(bare)s of %(asked)s places that ask for a scan were recorded without; others scan in "
        "%(usual)s%% of cases."
    ),
    Detector.ROUND_NOT_FOLLOWED: _(
        "Of %(points)s points of the round, %(missing)s were not passed or not scanned, %(order)s "
        "came out of order, %(fast)s sooner than the way takes and %(slow)s later than allowed."
    ),
    Detector.LEFT_OUT: _(
        "%(left)s of %(items)s items were called not applicable; with others it is %(usual)s%%."
    ),
    Detector.LATE_HANDOVER: _(
        "%(records)s of %(of)s records of the day came late, up to %(hours)s hours."
    ),
    Detector.LENIENT_CHECKER: _(
        "%(rechecks)s rechecks, none failed; with others %(usual)s%% fail."
    ),
}
LOOKS_AT: Mapping[str, Promise] = {
    Detector.MISSED_UNEXPLAINED: _("The newest three or more windows of one target all missed."),
    Detector.BEGUN_UNRECORDED: _("Begun, missed, and a day later still without a record."),
    Detector.TOO_SHORT: _("From opening to handing in, against the least time for each answer."),
    Detector.BATCH_FILLING: _("Five records or more at four places, each within 12 seconds."),
    Detector.IMPOSSIBLE_TRAVEL: _("Times between buildings, floors and sites, three times a day."),
    Detector.IDENTICAL_READINGS: _("A run of equal readings that chance does not explain."),
    Detector.NOISELESS_READINGS: _("Steps a third or less of what others read at that item."),
    Detector.IDENTICAL_ANSWERS: _("A run of equal remarks longer than habit explains."),
    Detector.DIGIT_PATTERN: _("Last digits of one person against others at the same gauge."),
    Detector.REUSED_PHOTO: _("The hash of the file, over all sites and all months."),
    Detector.NEAR_DUPLICATE_PHOTO: _("The look of the photo, over places, people and months."),
    Detector.NO_CAMERA: _("Files without a camera's name, where colleagues' files have one."),
    Detector.OLD_PHOTO: _("The time in the file, more than a day before the record."),
    Detector.FOREIGN_CODE: _("The task's code that the app writes into each photo."),
    Detector.DEVICE_SHARED: _("Forms of two people open at once on one phone, three times a day."),
    Detector.BACK_DATED: _("The order in which records came, and when their names were made."),
    Detector.SCAN_MISSING: _("Half or more of a day's scans left out where others scan."),
    Detector.ROUND_NOT_FOLLOWED: _(
        "Points of a round left out, out of order, too fast or too slow: four, and four of ten."
    ),
    Detector.LEFT_OUT: _("The share of items called not applicable, against colleagues'."),
    Detector.LATE_HANDOVER: _("Three records or more that came over twelve hours late."),
    Detector.LENIENT_CHECKER: _("Twenty-five rechecks or more without a single failure."),
}


def say(detector: str, numbers: Mapping[str, object]) -> str:
    return str(SENTENCES[detector]) % numbers
