"""Every requirement of the library and where it went: a pack, a function, or left out. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from pinzhi.standards.accounts import Accounts, Function, read_accounts
from pinzhi.standards.library import Section, read_library, read_sections
from pinzhi.standards.pack import Pack


@dataclass
class Account:
    """Where one requirement went; `clauses` maps the code of a pack to its clauses or variants."""

    id: str
    clauses: dict[str, list[str]] = field(default_factory=dict)
    functions: list[Function] = field(default_factory=list)
    why: list[str] = field(default_factory=list)

    @property
    def is_accounted(self) -> bool:
        return bool(self.clauses or self.functions or self.why)


@dataclass(frozen=True)
class Coverage:
    sections: list[Section]
    packs: list[Pack]
    accounts: dict[str, Account]
    unknown: list[str]

    def of(self, section: Section) -> list[Account]:
        return [self.accounts[one] for one in section.ids]

    @property
    def missing(self) -> list[str]:
        return [one for one, account in self.accounts.items() if not account.is_accounted]

    def faults(self) -> Iterator[str]:
        """One sentence for each requirement not accounted for in the one way it should be."""
        yield from (f"{one}: no pack and no account names it." for one in self.missing)
        yield from (f"{one}: is named, but there is no such requirement." for one in self.unknown)
        for account in self.accounts.values():
            if account.why and (account.clauses or account.functions or len(account.why) > 1):
                yield f"{account.id}: is left out, so nothing else should name it."
            rooms = Counter(function.room for function in account.functions)
            for room in (room for room, count in rooms.items() if count > 1):
                yield f"{account.id}: the accounts name it twice as a function of {room}."


def read_coverage() -> Coverage:
    """Account for every requirement from what is shipped. Raises PackError for unreadable files."""
    return account_for(read_sections(), read_library(), read_accounts())


def account_for(sections: list[Section], packs: list[Pack], accounts: Accounts) -> Coverage:
    found = {one: Account(one) for section in sections for one in section.ids}
    unknown: dict[str, Account] = {}

    def of(one: str) -> Account:
        return found[one] if one in found else unknown.setdefault(one, Account(one))

    for pack in packs:
        for source, places in _places(pack).items():
            of(source).clauses[pack.code] = places
    for function in accounts.functions:
        of(function.id).functions.append(function)
    for left in accounts.left_out:
        of(left.id).why.append(left.why)
    return Coverage(sections, packs, found, sorted(unknown))


def _places(pack: Pack) -> dict[str, list[str]]:
    places: dict[str, list[str]] = defaultdict(list)
    for clause in pack.clauses:
        for source in clause.sources:
            places[source].append(clause.number)
    for variant in pack.variants:
        for option in variant.options:
            for source in option.sources:
                if variant.code not in places[source]:
                    places[source].append(variant.code)
    return places
