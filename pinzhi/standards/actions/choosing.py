"""Where a standard leaves a choice, a site chooses; the first option is what the standard says."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from pinzhi.people.models import Staff
from pinzhi.places.models import Site
from pinzhi.standards.actions.adjusting import end_adjustment
from pinzhi.standards.adjusting import Turn, read_changes, turn_of
from pinzhi.standards.effective import named
from pinzhi.standards.models import Adjustment, Edition, Variant
from pinzhi.standards.refusals import AlreadyAdjusted, NoSuchOption
from pinzhi.trail import actions as trail

Thing = tuple[str, str, str]


@transaction.atomic
def choose_variant(site: Site, variant: Variant, option: str, *, by: Staff) -> list[Adjustment]:
    """Have a site work by one option of a variant, and give back the adjustments it now has.

    The first option ends them, the same option again has no effect. An option needs no second
    person: whoever approved the standard approved its options. NoSuchOption for an option or an
    edition that does not hold; AlreadyAdjusted where the site departs by an adjustment of its own.
    """
    Site.objects.select_for_update().get(pk=site.pk)  # two who choose take turns
    if variant.edition.status != Edition.Status.PUBLISHED:
        raise NoSuchOption
    wanted = _wanted(variant, option)
    standing = list(chosen(site, variant))
    name = f"{variant.code}/{option}"
    if {_thing(one): one.changes for one in standing if one.variant == name} == wanted and (
        all(one.variant == name for one in standing)
    ):
        return standing
    for one in standing:
        end_adjustment(one, by=by)
    return [_adjust(site, variant, name, thing, wanted[thing], by) for thing in wanted]


def chosen(site: Site, variant: Variant) -> Any:
    """The adjustments a site has because it chose an option of this variant."""
    return Adjustment.objects.filter(
        site=site,
        standard=variant.edition.standard_id,
        status=Adjustment.Status.ACTIVE,
        variant__startswith=f"{variant.code}/",
    )


def _wanted(variant: Variant, option: str) -> dict[Thing, dict[str, Any]]:
    """What an option changes, by checklist, item and clock; without what is so already."""
    sets = next((one["sets"] for one in variant.options if one["code"] == option), None)
    if sets is None:
        raise NoSuchOption
    wanted = {}
    for one in sets:
        thing = (one["checklist"], one["item"], one["clock"])
        found = _named(variant, thing)
        changes = read_changes(found.fields, one["changes"], found.original)
        if changes:
            wanted[thing] = changes
    return wanted


def _named(variant: Variant, thing: Thing) -> Any:
    checklist, item, clock = thing
    return named(variant.edition.standard, checklist=checklist, item=item, clock=clock)


def _thing(one: Adjustment) -> Thing:
    return (one.checklist_code, one.item_code, one.clock_code)


def _adjust(
    site: Site, variant: Variant, name: str, thing: Thing, changes: dict[str, Any], by: Staff
) -> Adjustment:
    turn = turn_of(_named(variant, thing).original, changes)
    checklist, item, clock = thing
    made = Adjustment(
        site=site,
        standard=variant.edition.standard,
        checklist_code=checklist,
        item_code=item,
        clock_code=clock,
        changes=changes,
        direction=Adjustment.Direction.TIGHTER
        if turn == Turn.TIGHTER
        else Adjustment.Direction.LOOSER,
        variant=name,
        status=Adjustment.Status.ACTIVE,
        proposed_by=by,
        decided_by=by,
        decided_at=timezone.now(),
    )
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as error:
        if "one_live_adjustment" in str(error):
            raise AlreadyAdjusted from None
        raise
    trail.record("adjustment.active", made, by=by, after={"variant": name, "changes": changes})
    return made
