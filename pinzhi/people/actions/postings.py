from datetime import date

from django.db import transaction
from django.db.models import Q

from pinzhi.people.actions.doors import lock_staff, require, require_employed
from pinzhi.people.models import Post, Posting, Shift, Staff, Team
from pinzhi.people.refusals import AlreadyPosted, EndsBeforeStart, EndsEarlier, OtherSite
from pinzhi.people.rules import may_edit_people
from pinzhi.trail import actions as trail


@transaction.atomic
def add_posting(
    staff: Staff,
    *,
    post: Post,
    starts_on: date,
    by: Staff | None,
    ends_on: date | None = None,
    shift: Shift | None = None,
    team: Team | None = None,
) -> Posting:
    """Let a person fill a post between two dates, both included.

    Raises HasLeft, OtherSite, EndsBeforeStart, or AlreadyPosted when it overlaps one to the same
    post.
    """
    staff = lock_staff(staff)
    require_employed(staff)
    if by is not None:
        require(may_edit_people(by, post.site_id))
    return open_posting(
        staff, post=post, starts_on=starts_on, ends_on=ends_on, shift=shift, team=team, by=by
    )


def open_posting(
    staff: Staff,
    *,
    post: Post,
    starts_on: date,
    by: Staff | None,
    ends_on: date | None = None,
    shift: Shift | None = None,
    team: Team | None = None,
) -> Posting:
    if any(thing is not None and thing.site_id != post.site_id for thing in (shift, team)):
        raise OtherSite
    if ends_on is not None and ends_on < starts_on:
        raise EndsBeforeStart
    begun = Q(starts_on__lte=ends_on) if ends_on else Q()
    if Posting.objects.filter(begun, staff=staff, post=post).not_over(starts_on).exists():
        raise AlreadyPosted
    posting = Posting.objects.create(
        site_id=post.site_id,
        staff=staff,
        post=post,
        starts_on=starts_on,
        ends_on=ends_on,
        shift=shift,
        team=team,
    )
    after = {"post": post.name, "starts_on": starts_on, "ends_on": ends_on}
    trail.record("staff.posted", staff, by=by, after=after, site_id=post.site_id)
    return posting


@transaction.atomic
def end_posting(posting: Posting, *, on: date, by: Staff | None) -> Posting:
    """`on` is the last day. Raises EndsBeforeStart, or EndsEarlier when it is over before."""
    posting = Posting.objects.select_for_update(of=("self",)).get(pk=posting.pk)
    if by is not None:
        require(may_edit_people(by, posting.site_id))
    if on < posting.starts_on:
        raise EndsBeforeStart
    if posting.ends_on is not None and posting.ends_on < on:
        raise EndsEarlier
    before = {"ends_on": posting.ends_on}
    posting.ends_on = on
    posting.save(update_fields=["ends_on"])
    after = {"post": posting.post.name, "ends_on": on}
    trail.record(
        "staff.posting_ended",
        posting.staff,
        by=by,
        before=before,
        after=after,
        site_id=posting.site_id,
    )
    return posting
