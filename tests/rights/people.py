"""Staff, their postings and rosters, and one's own sign-in."""

from datetime import date, timedelta

from django.utils import timezone

from pinzhi.people.models import Leave, Post, Posting, Shift, Staff, StaffSession, Swap
from pinzhi.people.rules import EDITORS, LEADERS, READERS
from pinzhi.places.models import Role
from tests.rights.matrix import POST, Kwargs, Rule, Sort
from tests.rights.world import Ground

FIRST = date(2026, 1, 1)
EDITING: set[str] = {*EDITORS}
LEADING: set[str] = {*LEADERS}
LED = {Role.SITE_MANAGER.value, *LEADING}
NUMBER = "E-LAKESIDE-7"


def a_post(ground: Ground) -> Post:
    return ground.once(
        "people.post",
        lambda: Post.objects.create(
            site=ground.site, code="P7", name="Pumps", department="engineering"
        ),
    )


def a_shift(ground: Ground) -> Shift:
    return ground.once(
        "people.shift",
        lambda: Shift.objects.create(
            site=ground.site, code="S7", name="Day", starts="08:00", ends="17:00"
        ),
    )


def a_posting(ground: Ground) -> Posting:
    """Somebody who works at Lakeside and nowhere else."""
    return ground.once("people.posting", lambda: _plant_posting(ground))


def _plant_posting(ground: Ground) -> Posting:
    staff = Staff.objects.create(number=NUMBER, name="Pu Pu", phone="13812345678", password="!")
    return Posting.objects.create(
        site=ground.site, staff=staff, post=a_post(ground), starts_on=FIRST
    )


def a_session(ground: Ground) -> StaffSession:
    now = timezone.now()
    return ground.once(
        "people.session",
        lambda: StaffSession.objects.create(
            staff=a_posting(ground).staff, session_key="k" * 32, created_at=now, last_seen_at=now
        ),
    )


def person(ground: Ground) -> Kwargs:
    return {"pk": a_posting(ground).staff_id}


def person_at_site(ground: Ground) -> Kwargs:
    return {"pk": a_posting(ground).staff_id, "site": ground.site.pk}


def posting(ground: Ground) -> Kwargs:
    return {"pk": a_posting(ground).pk}


def session(ground: Ground) -> Kwargs:
    return {"pk": a_session(ground).pk}


def site(ground: Ground) -> Kwargs:
    return {"site": ground.site.pk}


def week(ground: Ground) -> Kwargs:  # noqa: ARG001 -- the shape every builder has
    return {"from": "2026-09-14", "department": "engineering"}


def new_person(ground: Ground) -> Kwargs:
    return {
        "number": "E-8",
        "name": "Li Si",
        "phone": "13800001111",
        "email": "li@example.com",
        **new_posting(ground),
    }


def new_posting(ground: Ground) -> Kwargs:
    return {
        "post": a_post(ground).pk,
        "shift": a_shift(ground).pk,
        "team": "",
        "starts_on": "2026-10-01",
    }


def bounded_posting(ground: Ground) -> Kwargs:
    return {**new_posting(ground), "ends_on": "2026-12-31"}


def changes(ground: Ground) -> Kwargs:  # noqa: ARG001 -- the shape every builder has
    return {"name": "Pu Pu Pu", "phone": "", "email": "", "joined_on": "2026-01-01"}


def leaving(ground: Ground) -> Kwargs:  # noqa: ARG001 -- the shape every builder has
    return {"at": "2026-01-31T18:00"}


def reason(ground: Ground) -> Kwargs:  # noqa: ARG001 -- the shape every builder has
    return {"reason": "a pipe has burst"}


def last_day(ground: Ground) -> Kwargs:  # noqa: ARG001 -- the shape every builder has
    return {"on": "2026-12-31"}


def one_shift(ground: Ground) -> Kwargs:
    name = f"on.{a_posting(ground).staff_id}.{a_post(ground).pk}.2026-09-14"
    return {name: a_shift(ground).pk}


def english(ground: Ground) -> Kwargs:  # noqa: ARG001 -- the shape every builder has
    return {"language": "en"}


def for_workers(ground: Ground) -> Kwargs:  # noqa: ARG001 -- the shape every builder has
    return {"role": "worker", "required": "1"}


def sign_in(ground: Ground) -> Kwargs:  # noqa: ARG001 -- the shape every builder has
    return {"login": "nobody", "password": "nothing"}


def code(ground: Ground) -> Kwargs:  # noqa: ARG001 -- the shape every builder has
    return {"code": "000000"}


def empty(ground: Ground) -> Kwargs:  # noqa: ARG001 -- the shape every builder has
    return {}


SECURITY: set[str] = {Role.SECURITY_ADMIN}


def a_leave(ground: Ground) -> Leave:
    day = timezone.localdate() + timedelta(days=5)
    return ground.once(
        "people.leave",
        lambda: Leave.objects.create(
            site=ground.site,
            staff=a_posting(ground).staff,
            kind=Leave.Kind.ANNUAL,
            first_day=day,
            last_day=day,
        ),
    )


def leave(ground: Ground) -> Kwargs:
    return {"pk": a_leave(ground).pk}


def no_substitute(ground: Ground) -> Kwargs:
    return {f"leave{a_leave(ground).pk}-substitute": ""}


def sick_leave(ground: Ground) -> Kwargs:
    day = f"{timezone.localdate()}"
    return {
        "staff": a_posting(ground).staff.pk,
        "kind": "sick",
        "first_day": day,
        "last_day": day,
        "note": "flu",
    }


def an_offer(ground: Ground) -> Kwargs:
    """Of a shift to the worker of the site."""

    def make() -> Swap:
        return Swap.objects.create(
            site=ground.site,
            asked_by=a_posting(ground).staff,
            to=ground.people[Role.WORKER],
            post=a_post(ground),
            day=timezone.localdate() + timedelta(days=9),
            shift=a_shift(ground),
        )

    return {"pk": ground.once("people.swap", make).pk, "answer": "refuse"}


def a_swap(ground: Ground) -> Kwargs:
    return {"entry": 1, "to": ground.people[Role.WORKER].pk, "in_return": "", "note": "please"}


PEOPLE = [
    Rule("people:absences", at=site),
    Rule("people:leave_ask", POST, at=site, body=sick_leave),
    Rule("people:swap_ask", POST, at=site, body=a_swap),
    Rule("people:leave_grant", POST, may=LED, at=leave, body=no_substitute),
    Rule("people:leave_refuse", POST, may=LED, at=leave),
    Rule("people:leave_withdraw", POST, may=LED, at=leave),
    Rule("people:swap_answer", POST, may={Role.WORKER}, at=an_offer),
    Rule("people:staff_list", may=READERS, sort=Sort.LIST, hides=lambda _: NUMBER),
    Rule("people:staff", may=READERS, at=person),
    Rule("people:staff_new", may=EDITING, sort=Sort.LIST),
    Rule("people:staff_new", POST, may=EDITING, query=site, body=new_person),
    Rule("people:staff_edit", may=EDITING, at=person),
    Rule("people:staff_edit", POST, may=EDITING, at=person, body=changes),
    Rule("people:staff_retire", POST, may=EDITING, at=person, body=leaving),
    Rule("people:staff_reinstate", POST, may=EDITING, at=person),
    Rule("people:staff_password", POST, may=EDITING | SECURITY, at=person),
    Rule("people:staff_second_factor", POST, may=SECURITY, at=person),
    Rule("people:staff_phone", POST, may=EDITING | LEADING, at=person, body=reason),
    Rule("people:posting_new", may=EDITING, at=person_at_site),
    Rule("people:posting_new", POST, may=EDITING, at=person_at_site, body=bounded_posting),
    Rule("people:posting_end", POST, may=EDITING, at=posting, body=last_day),
    Rule("people:roster_choose", sort=Sort.SIGNED_IN),
    Rule("people:roster", at=site, query=week),
    Rule("people:roster", POST, may=LED, at=site, query=week, body=one_shift),
    Rule("people:second_factor_rules", may=SECURITY, sort=Sort.LIST, top=True),
    Rule(
        "people:second_factor_rule_set",
        POST,
        may=SECURITY,
        sort=Sort.LIST,
        top=True,
        body=for_workers,
    ),
]
OWN = [
    Rule("people:profile", sort=Sort.SIGNED_IN),
    Rule("people:language", POST, sort=Sort.SIGNED_IN, body=english),
    # somebody else's browser: not there for anybody
    Rule("people:session_end", POST, sort=Sort.SIGNED_IN, at=session, ok={404}),
]
# Nobody in this world has a password, so that those pages send everybody away.
AWAY = {302, 403}
SIGN_IN = [
    Rule("account_login", sort=Sort.PUBLIC),
    Rule("account_login", POST, sort=Sort.PUBLIC, body=sign_in, ok={200, 302}),
    Rule("account_logout", sort=Sort.PUBLIC),
    Rule("account_logout", POST, sort=Sort.PUBLIC, body=empty),
    Rule("account_change_password", sort=Sort.SIGNED_IN, ok=AWAY),
    Rule("account_change_password", POST, sort=Sort.SIGNED_IN, ok=AWAY),
    Rule("account_reauthenticate", sort=Sort.SIGNED_IN, ok=AWAY),
    Rule("account_reauthenticate", POST, sort=Sort.SIGNED_IN, ok=AWAY),
    Rule("mfa_index", sort=Sort.SIGNED_IN),
    Rule("mfa_authenticate", sort=Sort.SIGNED_IN),
    Rule("mfa_authenticate", POST, sort=Sort.SIGNED_IN, body=code),
    Rule("mfa_reauthenticate", sort=Sort.SIGNED_IN, ok=AWAY),
    Rule("mfa_reauthenticate", POST, sort=Sort.SIGNED_IN, body=code, ok=AWAY),
    Rule("mfa_activate_totp", sort=Sort.SIGNED_IN),
    Rule("mfa_activate_totp", POST, sort=Sort.SIGNED_IN, body=code),
    Rule("mfa_deactivate_totp", sort=Sort.SIGNED_IN, ok={404}),
    Rule("mfa_deactivate_totp", POST, sort=Sort.SIGNED_IN, ok={404}),
    Rule("mfa_view_recovery_codes", sort=Sort.SIGNED_IN, ok={404}),
    Rule("mfa_generate_recovery_codes", sort=Sort.SIGNED_IN),
    Rule("mfa_generate_recovery_codes", POST, sort=Sort.SIGNED_IN),
    Rule("mfa_download_recovery_codes", sort=Sort.SIGNED_IN, ok={404}, wrong_method=False),
]
RULES = [*PEOPLE, *OWN, *SIGN_IN]
