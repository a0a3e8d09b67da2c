"""Each deed on a passage or a proposal: a small POST that answers with the passage's card."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from pinzhi.common.flash import tell
from pinzhi.common.requests import SignedInRequest
from pinzhi.standards.models import Document, Passage, Proposal
from pinzhi.studio.actions import deciding
from pinzhi.studio.actions.undoing import undo_step
from pinzhi.studio.forms import FORMS
from pinzhi.studio.queries import row_by_id
from pinzhi.studio.sayings import LOOKS
from pinzhi.studio.views.doing import (
    UNPROCESSABLE,
    card,
    done,
    index_in,
    of_ask,
    of_document,
    of_passage,
    version_in,
)


def _decided(
    request: SignedInRequest, ask: Proposal, deed: Callable[..., object], **said: Any
) -> HttpResponse:
    """Do this with the proposal as the page showed it, and answer with its passage."""
    seen, by = version_in(request), request.user
    return done(
        request,
        ask.passage.document,
        ask.passage_id,
        lambda: deed(ask.pk, version=seen, by=by, **said),
    )


@of_ask
@require_POST
def accept(request: SignedInRequest, ask: Proposal) -> HttpResponse:
    return _decided(request, ask, deciding.accept_ask)


@of_ask
@require_POST
def reject(request: SignedInRequest, ask: Proposal) -> HttpResponse:
    return _decided(request, ask, deciding.reject_ask)


@of_ask
@require_POST
def mark(request: SignedInRequest, ask: Proposal) -> HttpResponse:
    blocking = request.POST.get("blocking") == "1"
    return _decided(request, ask, deciding.mark_ask, blocking=blocking)


@of_ask
@never_cache
@require_http_methods(["GET", "POST"])
def part(request: SignedInRequest, ask: Proposal) -> HttpResponse:
    """The form of one part, and what it says when it is sent."""
    told = request.POST if request.method == "POST" else request.GET
    index = index_in(told.get("index", ""))
    known = None if index is None or index >= len(ask.parts) else ask.parts[index]
    key = known["key"] if known else told.get("key", "")
    if request.method != "POST" and index is None and not key:
        return render(request, "studio/_part_choice.html", {"ask": ask, "looks": LOOKS})
    if key not in FORMS or (index is not None and known is None):
        return card(request, ask.passage.document, ask.passage_id, status=UNPROCESSABLE)
    page = {"ask": ask, "index": index, "key": key, "look": LOOKS[key], "last": len(ask.parts) == 1}
    if request.method != "POST":
        initial = FORMS[key].fields_of(known["value"]) if known else {}
        form = FORMS[key](initial=initial, prefix=f"p{ask.pk}", use_required_attribute=False)
        return render(request, "studio/_part_form.html", {**page, "form": form, "known": known})
    form = FORMS[key](request.POST, prefix=f"p{ask.pk}", use_required_attribute=False)
    if not form.is_valid():
        page |= {"form": form, "known": known}
        answer = render(request, "studio/_part_form.html", page, status=UNPROCESSABLE)
        answer["HX-Retarget"], answer["HX-Reswap"] = f"#slot-{ask.pk}", "innerHTML"
        return answer
    return _decided(request, ask, deciding.set_part, key=key, value=form.value(), index=index)


@of_ask
@require_POST
def remove(request: SignedInRequest, ask: Proposal) -> HttpResponse:
    index = index_in(request.POST.get("index", ""))
    return _decided(request, ask, deciding.remove_part, index=-1 if index is None else index)


@of_ask
@never_cache
@require_http_methods(["GET", "POST"])
def split(request: SignedInRequest, ask: Proposal) -> HttpResponse:
    """Which parts go into a proposal of their own."""
    if request.method != "POST":
        asks = {one.proposal.pk: one for one in row_by_id(ask.passage_id).asks}
        return render(request, "studio/_split_form.html", {"ask": ask, "shown": asks.get(ask.pk)})
    chosen = {index_in(one) for one in request.POST.getlist("part")}
    parts = {n for n in chosen if n is not None}
    return _decided(request, ask, deciding.split_ask, chosen=parts)


@of_ask
@require_POST
def join(request: SignedInRequest, ask: Proposal) -> HttpResponse:
    return _decided(request, ask, deciding.join_ask)


@of_passage
@never_cache
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, passage: Passage) -> HttpResponse:
    """Something the passage asks for that was not seen: begins with what is done."""
    page = {"passage": passage, "look": LOOKS["activity"], "key": "activity"}
    form_class = FORMS["activity"]
    if request.method != "POST":
        form = form_class(prefix=f"n{passage.pk}", use_required_attribute=False)
        return render(request, "studio/_part_form.html", {**page, "form": form})
    form = form_class(request.POST, prefix=f"n{passage.pk}", use_required_attribute=False)
    if not form.is_valid():
        page["form"] = form
        answer = render(request, "studio/_part_form.html", page, status=UNPROCESSABLE)
        answer["HX-Retarget"], answer["HX-Reswap"] = f"#new-{passage.pk}", "innerHTML"
        return answer
    value = form.value()
    return done(
        request,
        passage.document,
        passage.pk,
        lambda: deciding.add_ask(passage, key="activity", value=value, by=request.user),
    )


@of_passage
@require_POST
def accept_passage(request: SignedInRequest, passage: Passage) -> HttpResponse:
    version = version_in(request)
    return done(
        request,
        passage.document,
        passage.pk,
        lambda: deciding.accept_passage(passage, version=version, by=request.user),
    )


@of_passage
@require_POST
def review(request: SignedInRequest, passage: Passage) -> HttpResponse:
    version, is_done = version_in(request), request.POST.get("done", "1") == "1"
    return done(
        request,
        passage.document,
        passage.pk,
        lambda: deciding.review_passage(passage, version=version, done=is_done, by=request.user),
    )


@of_document
@require_POST
def accept_sure(request: SignedInRequest, document: Document) -> HttpResponse:
    count = deciding.accept_sure(document, by=request.user)
    tell(request, _("%(n)s accepted. Undo takes all of them back at once.") % {"n": count})
    return redirect("studio:document", document.pk)


@of_document
@require_POST
def undo(request: SignedInRequest, document: Document) -> HttpResponse:
    """Take one's last step back; a step that touched one passage answers with its card."""
    touched = undo_step(document, by=request.user)
    if not request.htmx:
        tell(request, _("Taken back."))
        return redirect("studio:document", document.pk)
    if len(touched) == 1:
        answer = card(request, document, touched[0])
        answer["HX-Retarget"], answer["HX-Reswap"] = f"#p-{touched[0]}", "outerHTML"
        return answer
    answer = HttpResponse()
    answer["HX-Refresh"] = "true"
    return answer
