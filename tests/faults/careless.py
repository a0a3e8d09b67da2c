"""A planted defect: a phone that forgets on any 2xx, as many apps do."""

from collections.abc import Sequence

from pinzhi.bench.faults.journal import RECEIVED, Deed
from pinzhi.bench.faults.phones import Phone, main
from pinzhi.bench.faults.wire import NoAnswerError


class Careless(Phone):
    def push_once(self, batch: Sequence[Deed]) -> list[tuple[Deed, list[str]]]:
        try:
            return super().push_once(batch)
        except NoAnswerError as answer:
            if not 200 <= answer.status < 300:
                raise
        receipt = {"uuid": "", "epoch": self.epoch}
        done = {"state": RECEIVED, "answer": "accepted", "receipt": receipt}
        self.journal.note([(deed, dict(done)) for deed in batch])
        return []

    def offer_again(self, epoch: str) -> None:
        self.epoch = epoch
        super().offer_again(epoch)


if __name__ == "__main__":
    main(Careless)
