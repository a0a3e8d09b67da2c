import re

from pinzhi.config.env import read_env
from tests.docs.pages import ROOT, settings_table


class Asked(dict[str, str]):
    """An empty environment that remembers what it was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def get(self, key: str, default: str | None = None) -> str | None:  # type: ignore[override]  # narrower on purpose
        self.names.add(key)
        return default


def test_table_lists_exactly_the_settings_that_are_read() -> None:
    asked = Asked()
    read_env(asked)
    assert asked.names == settings_table()


def test_every_setting_named_in_the_source_is_read() -> None:
    source = (ROOT / "pinzhi" / "config" / "env.py").read_text()
    named = set(re.findall(r'"((?:PINZHI_\w+)|DATABASE_URL)"', source))
    assert named == settings_table()
