"""A reading in any unit that an instrument shows becomes an item that asks for a number."""

import pytest

from pinzhi.standards.compiler.understanding import expect, understand
from pinzhi.studio.drafting import MEASURED


@pytest.mark.parametrize(
    "sign",
    ["兆帕", "千帕", "伏", "千伏", "安培", "赫兹", "勒克斯", "分贝", "欧姆", "MPa", "℃", "NTU"],
)
def test_unit_of_a_reading_is_measured(sign: str) -> None:
    units = {each["unit"] for each in expect(understand(f"读数不低于5{sign}"))["quantities"]}
    assert len(units) == 1
    assert units <= MEASURED


@pytest.mark.parametrize("sign", ["人", "次", "%"])
def test_unit_that_is_counted_is_not_measured(sign: str) -> None:
    units = {each["unit"] for each in expect(understand(f"到场不少于5{sign}"))["quantities"]}
    assert units == {sign}
    assert not units & MEASURED
