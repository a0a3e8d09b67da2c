"""What is done to a case: report, assign, put right, recheck, comment."""

from pinzhi.cases import rules as case_rules
from pinzhi.cases.actions import assign_case, comment_case, fix_case, recheck_case, report_case
from pinzhi.cases.models import Case
from pinzhi.cases.states import RecheckOutcome
from pinzhi.field.sync.doing import Doing, Result, file_photos
from pinzhi.field.sync.lookups import find_case, find_one, version_of
from pinzhi.field.sync.refusals import ChangedMeanwhile, UnknownThing
from pinzhi.people.departments import Department
from pinzhi.people.models import Staff
from pinzhi.places.models import Equipment, Place, Site


def report(doing: Doing) -> Result:
    told = doing.data
    site = find_one(Site, told.key("site"))
    department = told.raw("department")
    if department not in Department.values:
        raise told.bad("department")
    place, equipment = _spot(doing, site)
    words = told.text("title", 200, least=1), told.text("text", 1000)
    doing.at_site(site)
    doing.require(lambda user: site.pk in user.scope.site_ids)
    file_photos([doing])
    case = report_case(
        site,
        uid=doing.uid,
        title=words[0],
        text=words[1],
        department=str(department),
        place=place,
        equipment=equipment,
        photos=told.uuids("photos"),
        voice=told.uuid_or_none("voice"),
        at=doing.at,
        by=doing.by,
    )
    return _told(doing, case)


def _spot(doing: Doing, site: Site) -> tuple[Place | None, Equipment | None]:
    place_id, machine_id = doing.data.key_or_none("place"), doing.data.key_or_none("equipment")
    place = Place.objects.filter(site=site, pk=place_id).first() if place_id else None
    machine = Equipment.objects.filter(site=site, pk=machine_id).first() if machine_id else None
    if (place_id and place is None) or (machine_id and machine is None):
        raise UnknownThing
    if place is None and machine is not None:
        place = machine.place
    return place, machine


def assign(doing: Doing) -> Result:
    case = find_case(doing)
    to = Staff.objects.filter(pk=doing.data.key("to")).first()
    if to is None:
        raise UnknownThing
    doing.require(lambda user: case_rules.may_assign(user, case))
    if not doing.in_sequence and doing.decider is None:
        raise ChangedMeanwhile
    return _told(doing, assign_case(case, to=to, by=doing.by))


def fix(doing: Doing) -> Result:
    case = find_case(doing)
    text, photos = doing.data.text("text", 1000), doing.data.uuids("photos")
    voice = doing.data.uuid_or_none("voice")
    if case.owner_id == doing.by.pk:
        doing.require(lambda user: case_rules.may_fix(user, case))
    file_photos([doing])
    if doing.decider is not None and case.owner_id != doing.by.pk:
        case = assign_case(case, to=doing.by, by=doing.decider)
    case = fix_case(
        case,
        uid=doing.uid,
        text=text,
        photos=photos,
        voice=voice,
        at=doing.at,
        by=doing.by,
        now=doing.now,
    )
    return _told(doing, case)


def recheck(doing: Doing) -> Result:
    case = find_case(doing)
    told = doing.data
    outcome = told.raw("outcome")
    if outcome not in RecheckOutcome.values:
        raise told.bad("outcome")
    text, photos = told.text("text", 1000), told.uuids("photos")
    # one's own work is refused by the deed itself, with a code of its own
    if not case.fixes.filter(by=doing.by).exists():
        doing.require(lambda user: case_rules.may_recheck(user, case))
    file_photos([doing])
    case = recheck_case(
        case,
        RecheckOutcome(str(outcome)),
        uid=doing.uid,
        text=text,
        photos=photos,
        voice=told.uuid_or_none("voice"),
        at=doing.at,
        by=doing.by,
        now=doing.now,
    )
    return _told(doing, case)


def comment(doing: Doing) -> Result:
    case = find_case(doing)
    told = doing.data
    text, photos, voice = (
        told.text("text", 1000),
        told.uuids("photos"),
        told.uuid_or_none("voice"),
    )
    if not (text or photos or voice):
        raise told.bad("text")
    doing.require(lambda user: Case.objects.visible_to(user).filter(pk=case.pk).exists())
    file_photos([doing])
    case = comment_case(
        case, uid=doing.uid, text=text, photos=photos, voice=voice, at=doing.at, by=doing.by
    )
    return _told(doing, case)


def _told(doing: Doing, case: Case) -> Result:
    doing.version = version_of(case)
    return {"case": case.pk}
