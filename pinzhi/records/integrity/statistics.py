"""The few tails of distributions that the detectors need, in plain arithmetic."""

import math

STEPS = 300
TINY = 1e-300


def chi_square_tail(value: float, freedom: int) -> float:
    """How likely a chi-square is at least so large: the upper regularised gamma function."""
    return _gamma_tail(freedom / 2, value / 2)


def beta_share(x: float, a: float, b: float) -> float:
    """How likely a share that is Beta(a, b) lies below x."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    front = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    front += a * math.log(x) + b * math.log1p(-x)
    if x < (a + 1) / (a + b + 2):
        return math.exp(front) * _beta_fraction(x, a, b) / a
    return 1.0 - math.exp(front) * _beta_fraction(1 - x, b, a) / b


def beta_quantile(share: float, a: float, b: float) -> float:
    """The x below which a Beta(a, b) lies with this probability, to a ten-thousandth."""
    low, high = 0.0, 1.0
    while high - low > 1e-5:  # noqa: PLR2004 -- finer than what is shown
        middle = (low + high) / 2
        low, high = (middle, high) if beta_share(middle, a, b) < share else (low, middle)
    return (low + high) / 2


def _gamma_tail(a: float, x: float) -> float:
    if x <= 0:
        return 1.0
    front = math.exp(a * math.log(x) - x - math.lgamma(a))
    if x < a + 1:
        term = total = 1 / a
        for n in range(1, STEPS):
            term *= x / (a + n)
            total += term
        return max(1.0 - front * total, 0.0)
    b, c = x + 1 - a, 1 / TINY
    d = h = 1 / b
    for n in range(1, STEPS):
        step = -n * (n - a)
        b += 2
        d = 1 / _off_nought(step * d + b)
        c = _off_nought(b + step / c)
        h *= d * c
    return front * h


def _beta_fraction(x: float, a: float, b: float) -> float:
    """Lentz's method on the continued fraction."""
    c, d = 1.0, 1 / _off_nought(1 - (a + b) * x / (a + 1))
    h = d
    for m in range(1, STEPS):
        for step in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / _off_nought(1 + step * d)
            c = _off_nought(1 + step / c)
            h *= d * c
    return h


def _off_nought(value: float) -> float:
    return value if abs(value) > TINY else TINY
