"""`make screenshots`: pictures of the main pages with the demonstration's data, to be looked at.

All of them go to var/screenshots; those named in KEPT also to docs/screenshots, small.
"""

import os
import sys
from pathlib import Path

import django
from playwright.sync_api import Browser, ViewportSize

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pinzhi.config.settings")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright runs a loop in this thread
ROOT = Path(__file__).parents[2]
ALL, DOCS = ROOT / "var" / "screenshots", ROOT / "docs" / "screenshots"
SIZES = {"1440": (1440, 900), "1024": (1024, 768), "412": (412, 915), "360": (360, 800)}
QUALITY = "demo-quality"
KEPT = frozenset(
    {
        "today-1440-light",
        "today-1440-dark",
        "today-360-light",
        "cockpit-1440-light",
        "tasks-1440-light",
        "calendar-1440-light",
        "record-1440-light",
        "case-1440-light",
        "standard-1440-light",
        "why-1440-light",
        "import-1440-light",
        "studio-1440-light",
        "mine-360-light",
        "form-360-light",
        "case-360-dark",
    }
)


def prepare() -> None:
    """Tables, standards and the demonstration, where they are not there yet."""
    from pinzhi.runtime.translations import compile_translations

    compile_translations()
    django.setup()
    from pinzhi.cli.preparing import fill_database, migrate_tables, show_demo

    migrate_tables(print)
    fill_database(print)
    show_demo(print)


def addresses(manager: str, worker: str) -> dict[str, tuple[str, str]]:
    """What is taken: a name, where it is, and who looks at it."""
    from tests.browser import picking

    found = picking.pick(manager, worker)
    office = {name: (address, manager) for name, address in found.office.items()}
    quality = {name: (address, QUALITY) for name, address in found.quality.items()}
    phone = {name: (address, worker) for name, address in found.phone.items()}
    return {"sign-in": ("/accounts/login/", ""), **office, **quality, **phone}


def take_all(browser: Browser, host: str, wanted: list[str]) -> None:
    from pinzhi.people.models import Staff
    from tests.browser.opening import open_page
    from tests.browser.serving import session_of

    looking = ["demo-manager", "demo-worker", QUALITY]
    people = Staff.objects.in_bulk(looking, field_name="number")
    keys = {number: session_of(staff) for number, staff in people.items()} | {"": "none"}
    for name, (address, number) in addresses("demo-manager", "demo-worker").items():
        if wanted and name not in wanted:
            continue
        for width, (wide, high) in SIZES.items():
            size = ViewportSize(width=wide, height=high)
            for theme in ("light", "dark"):
                seen = open_page(browser, host + address, keys[number], size, theme)
                seen.page.wait_for_timeout(400)  # charts draw themselves in
                file = ALL / f"{name}-{width}-{theme}.png"
                seen.page.screenshot(path=file)
                for told in (*seen.complaints, *([seen.too_wide()] if seen.too_wide() else ())):
                    sys.stderr.write(f"{file.name}: {told}\n")
                seen.page.context.close()


def keep_few() -> None:
    """The ones that documents show, with few enough colours to stay small."""
    from PIL import Image

    DOCS.mkdir(parents=True, exist_ok=True)
    for name in sorted(KEPT):
        source = ALL / f"{name}.png"
        if source.exists():
            with Image.open(source) as picture:
                few = picture.convert("RGB").quantize(256, dither=Image.Dither.NONE)
                few.save(DOCS / f"{name.removesuffix('-light')}.png", optimize=True)


def main(wanted: list[str]) -> None:
    prepare()
    from pinzhi.config.env import read_env
    from tests.browser.opening import started_chromium
    from tests.browser.serving import environ_for, gather_static, served

    ALL.mkdir(parents=True, exist_ok=True)
    environ = environ_for(read_env().var)
    gather_static(environ)
    with started_chromium() as browser, served(environ) as host:
        take_all(browser, host, wanted)
    keep_few()


if __name__ == "__main__":
    main(sys.argv[1:])
