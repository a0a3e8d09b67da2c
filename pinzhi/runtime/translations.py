"""Compile the translations without GNU gettext, which a fresh machine need not have."""

from pathlib import Path

import polib

PINZHI = Path(__file__).resolve().parents[1]


def compile_translations(root: Path = PINZHI) -> int:
    """Write each django.mo that is missing or older than its .po; return how many."""
    made = 0
    for source in sorted(root.glob("*/locale/*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        half = target.with_suffix(".half")
        polib.pofile(str(source)).save_as_mofile(str(half))
        half.replace(target)
        made += 1
    return made


if __name__ == "__main__":
    compile_translations()
