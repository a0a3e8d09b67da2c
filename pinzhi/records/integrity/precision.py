"""How often a detector is right, learnt from the answers of those who looked."""

from dataclasses import dataclass

from pinzhi.records.integrity.statistics import beta_quantile

# Before anybody looked nothing is known: every share is as likely as any other.
PRIOR_RIGHT, PRIOR_WRONG = 1, 1
TAIL = 0.05


@dataclass(frozen=True)
class Precision:
    """The share of a detector's flags that hold, and between what it lies nine times of ten."""

    confirmed: int
    refuted: int
    share: float
    low: float
    high: float


def estimate(confirmed: int, refuted: int) -> Precision:
    """Beta-binomial: the uniform prior and what was answered; "cannot tell" counts neither way."""
    a, b = PRIOR_RIGHT + confirmed, PRIOR_WRONG + refuted
    low, high = (beta_quantile(share, a, b) for share in (TAIL, 1 - TAIL))
    return Precision(confirmed, refuted, a / (a + b), low, high)
