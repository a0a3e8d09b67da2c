"""The few pieces of HTML that lists draw by the thousand; the same words as the components."""

from functools import lru_cache

from django.templatetags.static import static
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import pgettext_lazy

STATUSES: dict[str, tuple[str | Promise, str]] = {
    "done": (pgettext_lazy("status", "Done"), "circle-check-filled"),
    "running": (pgettext_lazy("status", "In progress"), "circle-half-2"),
    "due": (pgettext_lazy("status", "Due"), "circle"),
    "late": (pgettext_lazy("status", "Late"), "alert-triangle-filled"),
    "missed": (pgettext_lazy("status", "Missed"), "square-x-filled"),
    "waiting": (pgettext_lazy("status", "Waiting for recheck"), "hourglass-filled"),
    "stopped": (pgettext_lazy("status", "On hold"), "player-pause-filled"),
    "nobody": (pgettext_lazy("status", "Nobody in charge"), "user-question"),
}


@lru_cache(maxsize=256)
def icon(name: str) -> SafeString:
    """One icon of the sprite; an ornament, silent for screen readers."""
    return format_html(
        '<svg class="pz-icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("icons.svg"),
        name,
    )


def status(kind: str, word: object = "") -> SafeString:
    """Status by colour, word and shape; `kind` is one of STATUSES, `word` replaces its word."""
    own, shape = STATUSES.get(kind, STATUSES["due"])
    return format_html(
        '<span class="pz-status" data-status="{}">{}{}</span>', kind, icon(shape), word or own
    )
