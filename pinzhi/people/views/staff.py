from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.db.models import Model, Prefetch, Q, QuerySet
from django.http import Http404, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pinzhi.common import text
from pinzhi.common.flash import tell
from pinzhi.common.pages import Cases, Choice, Column, Listing, Reference, Sort, Status
from pinzhi.common.requests import SignedInRequest
from pinzhi.common.wording import mask_phone
from pinzhi.people import actions, rules
from pinzhi.people.departments import Department
from pinzhi.people.forms.people import (
    EditForm,
    HireForm,
    LeaverForm,
    NextPostingForm,
    ReasonForm,
)
from pinzhi.people.models import Posting, Staff
from pinzhi.people.second_factor import has_second_factor
from pinzhi.people.views.doing import of_person, permit, telling


@dataclass(frozen=True)
class Posted:
    """Narrow people by the postings they hold today; `choice` says by what of them."""

    choice: Choice | Reference

    @property
    def names(self) -> Sequence[str]:
        return self.choice.names

    def condition(self, params: QueryDict, model: type[Model]) -> Q:
        wanted = self.choice.condition(params, model)
        held = Posting.objects.on(timezone.localdate()).filter(wanted)
        return Q(pk__in=held.values("staff_id")) if wanted else Q()

    def widget(self, params: QueryDict, user: Any) -> Any:
        return self.choice.widget(params, user)


def sites_of(user: Any) -> list[tuple[int, str]]:
    return sorted(user.scope.sites.items(), key=lambda pair: pair[1])


PEOPLE = Listing(
    title=gettext_lazy("People"),
    columns=[
        Column("name", pgettext_lazy("person", "Name"), sort="name"),
        Column("number", gettext_lazy("Staff number"), sort="number"),
        Column("post", gettext_lazy("Post"), value=lambda s: _join(p.post.name for p in s.now)),
        Column("site", gettext_lazy("Site"), value=lambda s: _join(p.site.name for p in s.now)),
        Column("phone", gettext_lazy("Mobile"), value=lambda s: mask_phone(s.phone)),
        Status(
            "is_active",
            gettext_lazy("Employed"),
            looks={True: "done", False: "stopped"},
            word=lambda s: _("Employed") if s.is_active else _("Left"),
        ),
    ],
    sorts={
        "name": Sort("name", pgettext_lazy("person", "Name")),
        "number": Sort("number", gettext_lazy("Staff number")),
    },
    default="number",
    filters=[
        Posted(
            Choice(
                "department",
                gettext_lazy("Department"),
                Department.choices,
                path="post__department",
            )
        ),
        Posted(Reference("site", gettext_lazy("Site"), sites_of, path="site_id")),
        Cases(
            "state",
            gettext_lazy("Employed"),
            {
                "employed": (gettext_lazy("Employed"), Q(is_active=True)),
                "left": (gettext_lazy("Left"), Q(is_active=False)),
            },
        ),
    ],
    search=text.by("name", "number"),
    href=lambda staff: reverse("people:staff", args=[staff.pk]),
    empty=gettext_lazy("People appear here once they are entered or imported with their site."),
    file_name="people",
    template="people/staff_list.html",
)


def _join(names: Any) -> str:
    return "、".join(dict.fromkeys(names))


@login_required
@require_GET
def staff_list(request: SignedInRequest) -> HttpResponseBase:
    permit(rules.may_see_people(request.user))
    sites = {str(pk) for pk in request.user.scope.site_ids} | {""}
    if not sites.issuperset(request.GET.getlist("site")):
        raise BadRequest("site")  # whether somebody works elsewhere is not told
    rows = _with_posts(Staff.objects.visible_to(request.user), request.user)
    rights = {
        "may_hire": rules.may_hire_anywhere(request.user),
        "may_set_rules": rules.may_set_second_factor_rules(request.user),
    }
    return PEOPLE.respond(request, rows, **rights)


def _with_posts(rows: QuerySet[Staff], user: Staff) -> QuerySet[Staff]:
    """With the postings of today that the reader may know of, as `now`."""
    held = Posting.objects.visible_to(user).on(timezone.localdate())
    held = held.select_related("post", "site").order_by("pk")
    return rows.prefetch_related(Prefetch("postings", held, to_attr="now"))


@of_person
@require_GET
def staff_page(request: SignedInRequest, staff: Staff) -> HttpResponse:
    return _page(request, staff)


def _page(
    request: SignedInRequest, staff: Staff, *, status: int = 200, **more: Any
) -> HttpResponse:
    user = request.user
    postings = Posting.objects.filter(staff=staff).visible_to(user)
    may_edit = rules.may_edit_person(user, staff)
    page = {
        "staff": staff,
        "postings": postings.select_related("post", "site", "shift", "team").order_by("-starts_on"),
        "today": timezone.localdate(),
        # Roles belong to a room above; here they are only read.
        "memberships": staff.memberships.select_related("node").order_by("-starts_on"),
        "editable_sites": [s for s in sites_of(user) if rules.may_edit_people(user, s[0])],
        "may_edit": may_edit,
        "may_reveal": rules.may_reveal(user, staff),
        "may_issue_password": rules.may_issue_password(user, staff),
        "may_reset": rules.may_reset_second_factor(user, staff),
        "may_see_history": rules.may_see_history(user, staff),
        "second_factor": has_second_factor(staff),
        "reason": ReasonForm(),
        "leaver": LeaverForm(initial={"at": timezone.localtime()}),
        **more,
    }
    return render(request, "people/staff.html", page, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def staff_new(request: SignedInRequest) -> HttpResponse:
    """Enter somebody new at one of the sites one edits people of."""
    user = request.user
    sites = [s for s in sites_of(user) if rules.may_edit_people(user, s[0])]
    site = _chosen_site(request, [pk for pk, _name in sites])
    permit(rules.may_hire_anywhere(user))
    form = HireForm(request.POST or None, site_id=site) if site else None
    if request.method == "POST" and form and form.is_valid():
        with telling(form):
            staff = actions.hire_staff(**form.cleaned_data, by=user)
            tell(request, _("Entered. Issue a first password so that they can sign in."))
            return redirect("people:staff", staff.pk)
    page = {"form": form, "sites": sites, "site": site}
    refused = request.method == "POST"
    return render(request, "people/staff_new.html", page, status=422 if refused else 200)


def _chosen_site(request: SignedInRequest, sites: list[int]) -> int | None:
    asked = request.GET.get("site", "")
    if not asked:
        return sites[0] if len(sites) == 1 else None
    if asked not in {str(pk) for pk in request.user.scope.site_ids}:
        raise Http404
    permit(int(asked) in sites)
    return int(asked)


@of_person
@require_http_methods(["GET", "POST"])
def edit(request: SignedInRequest, staff: Staff) -> HttpResponse:
    permit(rules.may_edit_person(request.user, staff))
    form = EditForm(request.POST or None, instance=Staff.objects.get(pk=staff.pk))
    if request.method == "POST" and form.is_valid():
        with telling(form):
            actions.edit_staff(staff, by=request.user, **form.cleaned_data)
            return redirect("people:staff", staff.pk)
    refused = request.method == "POST"
    page = {"form": form, "staff": staff}
    return render(request, "people/staff_edit.html", page, status=422 if refused else 200)


@of_person
@require_POST
def retire(request: SignedInRequest, staff: Staff) -> HttpResponse:
    permit(rules.may_edit_person(request.user, staff))
    form = LeaverForm(request.POST)
    if form.is_valid():
        with telling(form):
            actions.retire_staff(staff, at=form.cleaned_data["at"], by=request.user)
            tell(request, _("Entered as a leaver; every device is signed out."))
            return redirect("people:staff", staff.pk)
    return _page(request, staff, leaver=form, status=422)


@of_person
@require_POST
def reinstate(request: SignedInRequest, staff: Staff) -> HttpResponse:
    permit(rules.may_edit_person(request.user, staff))
    actions.reinstate_staff(staff, by=request.user)
    return redirect("people:staff", staff.pk)


@of_person
@never_cache
@require_POST
def password(request: SignedInRequest, staff: Staff) -> HttpResponse:
    """Shows the first password in the answer itself, once: it is kept nowhere."""
    permit(rules.may_issue_password(request.user, staff))
    given = actions.issue_password(staff, by=request.user)
    return render(request, "people/password.html", {"staff": staff, "password": given})


@of_person
@require_POST
def reset_second_factor(request: SignedInRequest, staff: Staff) -> HttpResponse:
    permit(rules.may_reset_second_factor(request.user, staff))
    actions.reset_second_factor(staff, by=request.user)
    tell(request, _("The second factor is reset; every device is signed out."))
    return redirect("people:staff", staff.pk)


@of_person
@never_cache
@require_POST
def phone(request: SignedInRequest, staff: Staff) -> HttpResponse:
    """The page once more, this time with the number, which the trail then knows of."""
    permit(rules.may_reveal(request.user, staff))
    form = ReasonForm(request.POST)
    if form.is_valid():
        with telling(form):
            number = actions.reveal_phone(
                staff, reason=form.cleaned_data["reason"], by=request.user
            )
            return _page(request, staff, phone=number)
    return _page(request, staff, reason=form, status=422)


@of_person
@require_http_methods(["GET", "POST"])
def posting_new(request: SignedInRequest, staff: Staff, site: int) -> HttpResponse:
    user = request.user
    if site not in user.scope.site_ids:
        raise Http404
    permit(rules.may_edit_people(user, site))
    form = NextPostingForm(request.POST or None, site_id=site)
    if request.method == "POST" and form.is_valid():
        with telling(form):
            actions.add_posting(staff, by=user, **form.cleaned_data)
            return redirect("people:staff", staff.pk)
    page = {"form": form, "staff": staff, "site_name": user.scope.sites[site]}
    refused = request.method == "POST"
    return render(request, "people/posting_new.html", page, status=422 if refused else 200)
