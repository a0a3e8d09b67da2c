"""One operation about to be carried out, and what a whole push knows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from pinzhi.field.sync.authors import Author
from pinzhi.field.sync.models import Operation
from pinzhi.field.sync.reading import Fields, Told
from pinzhi.field.sync.refusals import UnknownThing
from pinzhi.field.sync.states import Flag
from pinzhi.files.actions import Picture, file_pictures
from pinzhi.people.models import Staff
from pinzhi.places.models import Site
from pinzhi.plans.models import Task

Result = Mapping[str, Any]


class ParentMissingError(Exception):
    """What it builds on is not here yet."""


@dataclass
class Known:
    """What was looked up for a whole push at once. A task is good for one operation: it changes.

    `rows` are the operations that came before, by number and hash, `named` the keys of all tasks
    of the push that there are.
    """

    rows: dict[tuple[UUID, str], Operation] = field(default_factory=dict)
    tasks: dict[int, Task] = field(default_factory=dict)
    named: set[int] = field(default_factory=set)
    files: set[str] = field(default_factory=set)


@dataclass
class Doing:
    """One operation about to be carried out.

    `at` is the time that counts, `uid` names what comes of it (another one than the phone's for a
    rival that somebody accepted). `decider` is that somebody: then rights are his to answer for.
    """

    told: Told
    author: Author
    at: datetime
    now: datetime
    uid: UUID
    decider: Staff | None = None
    known: Known = field(default_factory=Known)
    flags: list[Flag] = field(default_factory=list)
    version: str = ""
    in_sequence: bool = False
    site: Site | None = None
    device: str = ""

    @property
    def data(self) -> Fields:
        return self.told.data

    @property
    def by(self) -> Staff:
        return self.author.now

    def require(self, right: Callable[[Staff], bool]) -> None:
        if self.decider is None:
            self.flags += self.author.judge(right, self.at)

    def at_site(self, site: Site) -> None:
        """Everything the author ever reached may be named; the rest is as if it were not."""
        if not self.author.reaches(site.pk, self.at):
            raise UnknownThing
        self.site = site


def file_photos(doings: Sequence[Doing]) -> None:
    """Make evidence of the photos of operations of one author, each at the site it is about."""
    pictures: dict[int, list[Picture]] = {}
    sites = {doing.site.pk: doing.site for doing in doings if doing.site is not None}
    for doing in doings:
        assert doing.site is not None  # noqa: S101 -- at_site comes first
        pictures.setdefault(doing.site.pk, []).extend(
            Picture(one.uid, one.sha256, one.kind, min(one.captured_at, doing.now))
            for one in doing.told.files
        )
    for key, found in pictures.items():
        if found:
            file_pictures(found, site=sites[key], by=doings[0].by)
