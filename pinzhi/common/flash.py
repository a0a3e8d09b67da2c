"""Tell people what was done, with a way back where there is one."""

from django.contrib import messages
from django.http import HttpRequest


def tell(
    request: HttpRequest, text: object, *, undo: str = "", level: int = messages.SUCCESS
) -> None:
    """Show `text` on the next page; `undo` is the address whose POST takes the deed back."""
    messages.add_message(request, level, str(text), extra_tags=f"undo={undo}" if undo else "")
