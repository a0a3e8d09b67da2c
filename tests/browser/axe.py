"""axe-core in a page under test: `assert axe.serious(page) == []`."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SOURCE = Path(__file__).parents[2] / "client" / "node_modules" / "axe-core" / "axe.min.js"
RULES = "{resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']}"
COLOURS = "{resultTypes: ['violations'], runOnly: {type: 'rule', values: ['color-contrast']}}"


def violations(page: Page, rules: str = RULES) -> list[dict[str, Any]]:
    """Everything axe holds against the page as it now stands (WCAG 2.1 A and AA)."""
    if not page.evaluate("typeof window.axe !== 'undefined'"):
        page.evaluate(SOURCE.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = page.evaluate(
        f"axe.run(document, {rules}).then(r => r.violations)"
    )
    return found


def serious(page: Page, rules: str = RULES) -> list[str]:
    """Serious and critical violations, one line for each element: rule, selector, what is wrong."""
    return [
        f"{one['id']}: {' '.join(map(str, node['target']))}: {node['failureSummary']}"
        for one in violations(page, rules)
        if one["impact"] in {"serious", "critical"}
        for node in one["nodes"]
    ]
