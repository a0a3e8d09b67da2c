"""Whether what is shipped can be used as it is. Pure: `pinzhi packs verify` needs no database."""

from collections import Counter
from collections.abc import Iterator

from pinzhi.standards.accounts import read_accounts
from pinzhi.standards.coverage import account_for
from pinzhi.standards.library import read_sections, read_what_can_be_read
from pinzhi.standards.pack import Pack, PackError


def library_faults() -> list[str]:
    """One sentence for each fault of the library: nothing else is said while files are unreadable.

    Reading a pack already tells recurrences that cannot be carried out and choices that point at
    nothing; what is left is what one pack alone cannot know.
    """
    packs, problems = read_what_can_be_read()
    try:
        sections, accounts = read_sections(), read_accounts()
    except PackError as fault:
        return [*problems, *fault.problems]
    if problems:
        return problems
    return [*shared_codes(packs), *account_for(sections, packs, accounts).faults()]


def shared_codes(packs: list[Pack]) -> Iterator[str]:
    """Codes of standards and of checklists that more than one pack uses."""
    standards = Counter(pack.code for pack in packs)
    checklists = Counter(checklist.code for pack in packs for checklist in pack.checklists)
    for noun, counts in (("standard", standards), ("checklist", checklists)):
        for code in (code for code, count in counts.items() if count > 1):
            users = ", ".join(pack.code for pack in packs if _uses(pack, code))
            yield f"{noun} {code}: stands in more than one pack: {users}."


def _uses(pack: Pack, code: str) -> bool:
    return code in {pack.code, *(checklist.code for checklist in pack.checklists)}
