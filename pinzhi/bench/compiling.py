"""The compiler: a regulation of the usual length, a very long one, and lines made to hurt."""

from collections.abc import Iterator
from functools import partial
from itertools import cycle, islice

from pinzhi.bench.results import Result, at_most, median_seconds
from pinzhi.standards.compiler.document import compile_document
from pinzhi.standards.compiler.understanding import understand

_POSTS = ("工程领班", "客服主管", "保洁员", "秩序队长", "项目经理", "设备管理人员")
_CYCLES = ("每日", "每周2次", "每月25日前", "每4小时1次", "每季度至少一次", "特殊天气时每小时")
_DEEDS = (
    "检查水泵房并填写《水泵房巡查表》", "清洁大堂地面,光泽度不低于85%", "在接到报修后15分钟内上门",
    "抽查门岗的登记,每差1项扣5分", "测试报警系统,发现故障立即上报", "核对记录,漏项每次罚款50元",
)  # fmt: skip
HOSTILE = ("9", "(", "每", "《", "一", " ", "1、", "每日", "3-5", "8:00-9:00", "第", "主管")
USUAL_BYTES = 138_000
LONG_BYTES = 5_000_000
LINE_BYTES = 100_000


def bench_compile(runs: int) -> Iterator[Result]:
    """Times of a warm process; each figure on one core."""
    understand("每日巡查一次。")
    usual, long = regulation(USUAL_BYTES), regulation(LONG_BYTES)
    once = median_seconds(lambda: compile_document("usual", usual), runs)
    yield at_most("compile", "a regulation of 138 kB", once, 1, "s")
    whole = median_seconds(lambda: compile_document("long", long), 1)
    growth = (whole / LONG_BYTES) / (once / USUAL_BYTES)
    yield at_most("compile", "a byte of 5 MB against one of 138 kB", growth, 1.5, "times")
    slowest = max(median_seconds(partial(understand, _line(seed)), 1) for seed in HOSTILE)
    yield at_most("compile", "the slowest hostile line of 100 kB", slowest, 1, "s")


def regulation(size: int) -> str:
    """Numbered clauses of about so many bytes, chapter after chapter."""
    lines: list[str] = []
    written = 0
    for line in _lines():
        lines.append(line)
        written += len(line.encode()) + 1
        if written >= size:
            return "\n".join(lines)
    raise AssertionError


def _lines() -> Iterator[str]:
    # of different lengths, so that every post meets every cycle and every deed
    clauses = zip(cycle(_POSTS), cycle(_CYCLES[:5]), cycle((*_DEEDS, _DEEDS[0])), strict=False)
    chapter = 0
    while True:
        chapter += 1
        yield f"第{chapter}章 {_POSTS[chapter % len(_POSTS)]}岗位职责"
        for number, (post, often, deed) in enumerate(islice(clauses, 20), start=1):
            yield f"{number}、{post}{often}{deed}。"


def _line(seed: str) -> str:
    return seed * (LINE_BYTES // len(seed.encode()) + 1)
