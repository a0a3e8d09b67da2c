"""The one list page: filters in the address, keyset paging, the same rows as a spreadsheet."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from pinzhi.common.exports import xlsx_response
from pinzhi.common.pages import keyset
from pinzhi.common.pages.columns import Column
from pinzhi.common.pages.filters import Filter
from pinzhi.common.refusals import Refusal

Text = str | Promise
Rows = QuerySet[Any]
OWN = frozenset({"q", "sort", "after", "before", "export", "count"})
SIZE = 50
COUNT_MAX = 1_000
EXPORT_MAX = 100_000


class TooManyRows(Refusal):
    """A spreadsheet nobody could open, and minutes of work."""

    code = "too_many_rows"
    status = 413
    sentence = _("More than 100,000 rows. Narrow the filter, then export.")


@dataclass(frozen=True)
class Header:
    label: Text
    kind: str
    link: str
    direction: str


@dataclass(frozen=True)
class Listing:
    """A list page said in one place.

    `sorts`: orders by name; `default` one of these names, with "-" before it for descending.
    `search`: paths searched for a substring, or a function (rows, words) → rows.
    `href`: where a row opens. `empty`: what will appear here and how to make it appear.
    `live`: topics (words of the trail) whose change brings fresh rows onto an open page.
    `template` extends console/list.html and fills its blocks lead, actions, above; `rows` is the
    fragment that htmx asks for.
    """

    title: Text
    columns: Sequence[Column]
    sorts: Mapping[str, keyset.Sort]
    default: str
    empty: Text
    filters: Sequence[Filter] = ()
    search: Sequence[str] | Callable[[Rows, str], Rows] = ()
    href: Callable[[Any], str] | None = None
    file_name: str = "list"
    live: str = ""
    template: str = "console/list.html"
    rows: str = "console/list.html#rows"

    def respond(self, request: HttpRequest, rows: Rows, **more: Any) -> HttpResponseBase:
        """Answer with the page, its rows alone (htmx), a count or a spreadsheet.

        `rows` is what the reader may see, in any order; `more` joins the template's context.
        BadRequest (400) for parameters or values that are not declared.
        """
        params = request.GET
        found = self.narrow(rows, params)
        if params.get("export"):
            return self.export(found, params)
        if params.get("count"):
            return HttpResponse(say_count(count_up_to(found)))
        page = self.page(found, params)
        partial = bool(request.headers.get("HX-Request")) and not request.headers.get("HX-Boosted")
        view = View(self, request, page)
        name = self.rows if partial else self.template
        response = render(request, name, {"listing": self, "view": view, **more})
        patch_vary_headers(response, ["HX-Request"])
        return response

    def narrow(self, rows: Rows, params: QueryDict) -> Rows:
        """Only the rows asked for."""
        allowed = OWN.union(*(one.names for one in self.filters))
        if not allowed.issuperset(params) or any("\x00" in v for v in params.values()):
            raise BadRequest(", ".join(sorted(set(params) - allowed)))
        conditions = [one.condition(params, rows.model) for one in self.filters]
        words = params.get("q", "").strip()
        found = rows.filter(*conditions) if any(conditions) else rows
        return self._search(found, words) if words else found

    def _search(self, rows: Rows, words: str) -> Rows:
        if callable(self.search):
            return self.search(rows, words)
        found = [Q(**{f"{path}__icontains": words}) for path in self.search]
        return rows.filter(reduce(or_, found)) if found else rows

    def order(self, params: QueryDict) -> keyset.Order:
        wanted = params.get("sort") or self.default
        name = wanted.removeprefix("-")
        if name not in self.sorts:
            raise BadRequest("sort")
        return keyset.Order(self.sorts[name].path, descending=wanted.startswith("-"))

    def page(self, rows: Rows, params: QueryDict) -> keyset.Page:
        order = self.order(params)
        token = params.get("after") or params.get("before")
        forward = bool(params.get("after"))
        start = keyset.decode(token, rows, order.path, forward=forward) if token else None
        return keyset.fetch(rows, order, start, SIZE)

    def export(self, rows: Rows, params: QueryDict) -> HttpResponseBase:
        """The same rows in the same order as xlsx; TooManyRows beyond 100,000."""
        if params["export"] != "xlsx":
            raise BadRequest("export")
        order = self.order(params)
        if rows.order_by("pk")[EXPORT_MAX : EXPORT_MAX + 1].exists():
            raise TooManyRows
        ordered = rows.order_by(*order.whole()).iterator(2_000)
        lines = ([column.cell(row) for column in self.columns] for row in ordered)
        stamp = f"{timezone.localtime():%Y%m%d-%H%M}"
        return xlsx_response(
            f"{self.file_name}-{stamp}", [str(c.label) for c in self.columns], lines
        )


class View:
    """What the template shows: links that keep the filters, headers, cells already made."""

    def __init__(self, listing: Listing, request: HttpRequest, page: keyset.Page) -> None:
        self.listing = listing
        self.request = request
        self.params = request.GET
        self.page = page

    def link(self, **changes: str) -> str:
        """This address with some parameters changed; an empty one is left out."""
        params = self.params.copy()
        for name in ("after", "before", "count", "export"):
            params.pop(name, None)
        for name, value in changes.items():
            params[name] = value
        kept = QueryDict(mutable=True)
        for name, values in params.lists():
            kept.setlist(name, [value for value in values if value != ""])
        return f"{self.request.path}?{kept.urlencode()}" if kept else self.request.path

    def here(self) -> str:
        return self.request.get_full_path()

    def next(self) -> str:
        return self.link(after=self.page.after) if self.page.after else ""

    def previous(self) -> str:
        return self.link(before=self.page.before) if self.page.before else ""

    def export(self) -> str:
        return self.link(export="xlsx")

    def count(self) -> str:
        """Where the number of all rows can be asked for; empty when it is plain to see."""
        return "" if self.page.whole else self.link(count="1")

    def filtered(self) -> bool:
        return any(self.params.get(name) for name in set(self.params) - OWN) or bool(
            self.params.get("q")
        )

    def words(self) -> str:
        return self.params.get("q", "")

    def sort(self) -> str:
        return self.params.get("sort", "")

    def widgets(self) -> Iterator[Any]:
        for one in self.listing.filters:
            yield one.widget(self.params, self.request.user)

    def headers(self) -> Iterator[Header]:
        now = self.params.get("sort") or self.listing.default
        for column in self.listing.columns:
            link = direction = ""
            if column.sort:
                up = now == column.sort
                link = self.link(sort=f"-{column.sort}" if up else column.sort)
                direction = "ascending" if up else "descending" if now == f"-{column.sort}" else ""
            yield Header(column.label, column.kind, link, direction)

    def orders(self) -> Iterator[tuple[str, Text, bool]]:
        """For the phone, where the table has no header to touch."""
        now = self.params.get("sort") or self.listing.default
        for name, sort in self.listing.sorts.items():
            for wanted, arrow in ((name, "↑"), (f"-{name}", "↓")):
                if sort.label:
                    value = "" if wanted == self.listing.default else wanted
                    yield value, f"{sort.label} {arrow}", wanted == now

    def body(self) -> SafeString:
        """The table's rows. Put together here, not in a template: it is most of a page's time."""
        now = timezone.localtime()
        columns = self.listing.columns
        cell = '<td class="pz-cell-{}" data-label="{}">'
        opened = [format_html(cell, column.kind, column.label) for column in columns]
        lines = []
        for row in self.page.rows:
            cells = [conditional_escape(column.html(row, now)) for column in columns]
            if self.listing.href:
                address = self.listing.href(row)
                cells[0] = format_html('<a href="{}" data-row-link>{}</a>', address, cells[0])
            inner = "".join(f"{tag}{html}</td>" for tag, html in zip(opened, cells, strict=True))
            lines.append(f"<tr>{inner}</tr>")
        return mark_safe("".join(lines))  # noqa: S308 -- every cell was escaped above


def count_up_to(rows: Rows, most: int = COUNT_MAX) -> int:
    """How many rows, but never looking at more than `most` + 1 of them."""
    return rows.order_by()[: most + 1].count()


def say_count(number: int, most: int = COUNT_MAX) -> str:
    return f"{most:,}+" if number > most else f"{number:,}"
