"""The few pieces of HTML that lists draw by the thousand; the same words as the components."""

from functools import lru_cache

from django.templatetags.static import static
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

STATUSES: dict[str, tuple[str | Promise, str]] = {
    "done": (_("Done"), "circle-check-filled"),
    "running": (_("In progress"), "circle-half-2"),
    "due": (_("Due"), "circle"),
    "late": (_("Late"), "alert-triangle-filled"),
    "missed": (_("Missed"), "square-x-filled"),
    "waiting": (_("Waiting for recheck"), "hourglass-filled"),
    "stopped": (_("On hold"), "player-pause-filled"),
    "nobody": (_("Nobody in charge"), "user-question"),
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
