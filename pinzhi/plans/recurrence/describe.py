"""A rule in words, for pages."""

from collections.abc import Mapping
from typing import Any

from pinzhi.plans.recurrence import chinese, english
from pinzhi.plans.recurrence.fitting import check
from pinzhi.plans.recurrence.rule import read, stated


def describe(rule: Mapping[str, Any], language: str = "zh-hans") -> str:
    """The rule as the trade says it, in Chinese for a language zh…, else in English.

    RuleError for a rule that cannot be carried out.
    """
    check(read(rule))
    rule = stated(rule)
    if language.lower().startswith("zh"):
        return chinese.sentence(rule)
    return english.sentence(rule)
