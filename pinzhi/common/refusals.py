"""Refusals: what the product will not do, each with one stable code and one sentence."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import Promise


class Refusal(Exception):  # noqa: N818 -- named for what it is in the house
    """A deed that cannot be done as asked. `code` is for machines, the text for people.

    Subclasses set `code`, `status` (the HTTP answer, a 4xx) and usually `sentence`.
    """

    code = "refused"
    status = 409
    sentence: "str | Promise" = ""

    def __init__(self, sentence: "str | Promise | None" = None) -> None:
        self.text = sentence if sentence is not None else self.sentence
        super().__init__(self.text)

    def __str__(self) -> str:
        return str(self.text)
