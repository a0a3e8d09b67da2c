"""The menu: what there is, its key after "g", and who finds it useful."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from pinzhi.common.scope import Scope
from pinzhi.places.models import Role

OFFICE = frozenset(Role.values) - {Role.WORKER, Role.CONTRACTOR_WORKER}
STEERING = frozenset({Role.SITE_MANAGER, Role.DEPARTMENT_HEAD, Role.QUALITY_OFFICER, Role.AUDITOR})
MINDING = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN, Role.SITE_MANAGER})
DRAFTING = frozenset({Role.QUALITY_OFFICER})
DECIDING = frozenset({Role.SITE_MANAGER, Role.DEPARTMENT_HEAD, Role.FOREMAN})
EVERYBODY = frozenset(Role.values)


@dataclass(frozen=True)
class Item:
    """One place to go; `view` is a URL name, `roles` those who are shown it."""

    view: str
    name: str | Promise
    icon: str
    key: str = ""
    roles: frozenset[str] = OFFICE


@dataclass(frozen=True)
class Entry:
    url: str
    name: str
    icon: str
    key: str
    current: bool
    view: str


@dataclass(frozen=True)
class Group:
    name: str
    entries: list[Entry]


MENU: list[tuple[str | Promise, list[Item]]] = [
    (
        "",
        [
            Item("console:today", pgettext_lazy("menu", "Today"), "sun-high", "t"),
            Item("console:cockpit", pgettext_lazy("menu", "Cockpit"), "gauge", "d", STEERING),
            Item("field:today", pgettext_lazy("menu", "My tasks"), "list-check", "m", EVERYBODY),
        ],
    ),
    (
        pgettext_lazy("menu", "Work"),
        [
            Item("plans:task_list", pgettext_lazy("menu", "Tasks"), "list-check", "k"),
            Item("plans:calendar", pgettext_lazy("menu", "Plan calendar"), "calendar-week", "p"),
            Item("plans:route_list", pgettext_lazy("menu", "Routes"), "sitemap", "x"),
            Item("plans:coverage", pgettext_lazy("menu", "Coverage"), "map-2", "v"),
            Item("records:record_list", pgettext_lazy("menu", "Records"), "clipboard-check", "r"),
            Item("records:finding_list", pgettext_lazy("menu", "Findings"), "flag", "f"),
            Item("cases:case_list", pgettext_lazy("menu", "Rectifications"), "tool", "c"),
            Item(
                "handovers:handover_list",
                pgettext_lazy("menu", "Shift hand-overs"),
                "signature",
                "j",
            ),
            Item("sync:tray", pgettext_lazy("menu", "Conflicts"), "refresh", "", DECIDING),
        ],
    ),
    (
        pgettext_lazy("menu", "Quality"),
        [
            Item("standards:standard_list", pgettext_lazy("menu", "Standards"), "book-2", "s"),
            Item("studio:document_list", pgettext_lazy("menu", "Studio"), "pencil", "w", DRAFTING),
            Item("records:flag_list", pgettext_lazy("menu", "Signs"), "eye", "y"),
            Item("scores:score_list", pgettext_lazy("menu", "Scores"), "chart-bar", "b", STEERING),
        ],
    ),
    (
        pgettext_lazy("menu", "Ground"),
        [
            Item("places:place_list", pgettext_lazy("menu", "Places"), "map-2", "l"),
            Item("places:equipment_list", pgettext_lazy("menu", "Equipment"), "engine", "e"),
            Item("people:staff_list", pgettext_lazy("menu", "People"), "users", "u"),
            Item(
                "places:unanswered", pgettext_lazy("menu", "Nobody in charge"), "user-question", "n"
            ),
        ],
    ),
    (
        pgettext_lazy("menu", "Administration"),
        [
            Item(
                "places:organisation",
                pgettext_lazy("menu", "Organisation and rights"),
                "sitemap",
                "o",
                MINDING,
            ),
            Item("imports:import_list", pgettext_lazy("menu", "Import"), "upload", "i", MINDING),
            Item("console:event_list", pgettext_lazy("menu", "Trail"), "history", "h", MINDING),
        ],
    ),
]
PHONE = [
    Item("field:today", pgettext_lazy("menu", "Today"), "sun-high", "", EVERYBODY),
    Item("field:scan", pgettext_lazy("menu", "Scan"), "qrcode", "", EVERYBODY),
    Item("field:report", pgettext_lazy("phone bar", "Report"), "speakerphone", "", EVERYBODY),
    Item("people:profile", pgettext_lazy("phone bar", "Mine"), "user", "", EVERYBODY),
]
ACCOUNT = [
    Item("people:profile", pgettext_lazy("menu", "My account"), "user", "", EVERYBODY),
    Item(
        "account_change_password", pgettext_lazy("menu", "Password"), "shield-lock", "", EVERYBODY
    ),
    Item("mfa_index", pgettext_lazy("menu", "Second factor"), "shield-lock", "", EVERYBODY),
]
FOOT = ("console:today", "plans:task_list", "cases:case_list")


def _address(item: Item) -> str:
    """Where it leads; empty while that room is not part of this installation."""
    try:
        return reverse(item.view)
    except NoReverseMatch:
        return ""


def entries(items: list[Item], scope: Scope, path: str) -> Iterator[Entry]:
    """Those of `items` that this person is shown, the one being looked at marked."""
    shown = [(item, _address(item)) for item in items if item.roles & scope.roles]
    here = max((url for _, url in shown if url and path.startswith(url)), key=len, default="")
    for item, url in shown:
        if url:
            yield Entry(url, str(item.name), item.icon, item.key, url == here, item.view)


def groups(scope: Scope, path: str) -> list[Group]:
    """The whole menu; of all entries only the closest to `path` is the current one."""
    everything = [item for _, items in MENU for item in items]
    found = {entry.url: entry for entry in entries(everything, scope, path)}
    filled = [
        Group(str(name), [found[url] for item in items if (url := _address(item)) in found])
        for name, items in MENU
    ]
    return [group for group in filled if group.entries]
