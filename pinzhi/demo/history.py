"""The trail of a simulated past: events gathered out of order, told in the order of receipt."""

from collections.abc import Mapping

from pinzhi.demo.copying import NULL, Lines, moment, text

LONGEST = 200


class History:
    """Events of one site. What lies in the future of a month waits for its month."""

    def __init__(self, lines: Lines, site_id: int, names: Mapping[int, str]) -> None:
        self._lines = lines.waiting["trail_event"]
        self._site_id = site_id
        self._names = names
        self._waiting: list[tuple[float, str]] = []

    def add(  # noqa: PLR0913, PLR0917 -- the fields of an event
        self,
        at: float,
        by: int | None,
        verb: str,
        kind: str,
        pk: object,
        title: str,
        before: str,
        after: str,
        captured: str = NULL,
        reason: str = "",
    ) -> None:
        """`before` and `after` are JSON text without control characters, `captured` a moment."""
        who = f"{by}\t{text(self._names[by])}" if by else f"{NULL}\t"
        line = (
            f"{moment(at)}\t{captured}\t{who}\t{verb}\t{kind}\t{pk}"
            f"\t{text(title[:LONGEST])}\t{self._site_id}\t{before}\t{after}\t{text(reason)}"
            f"\t{NULL}\t"
        )
        self._waiting.append((at, line))

    def tell(self, until: float) -> None:
        """Hand over what was received before `until`."""
        self._waiting.sort(key=lambda event: event[0])
        ready = [line for at, line in self._waiting if at < until]
        del self._waiting[: len(ready)]
        self._lines.extend(ready)
