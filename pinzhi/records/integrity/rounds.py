"""What records of rounds have to say: how each was walked against how it was planned."""

from collections.abc import Iterator, Sequence

from pinzhi.records.integrity.detectors.doing import round_not_followed
from pinzhi.records.integrity.facts import Entry, Sign
from pinzhi.records.rounds import legs_of


def signs_of_rounds(batch: Sequence[Entry]) -> Iterator[tuple[Sign, Entry]]:
    """The signs of those records that are rounds. Two queries."""
    entries = {entry.uid: entry for entry in batch}
    for record, legs in legs_of(list(entries)).items():
        sign = round_not_followed(str(record), legs)
        if sign is not None:
            yield sign, entries[str(record)]
