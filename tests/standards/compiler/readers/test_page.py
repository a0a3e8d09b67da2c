import pytest

from pinzhi.standards.compiler.readers import read
from pinzhi.standards.compiler.refusals import Unreadable

PAGE = """<!DOCTYPE html><html><head><title>站</title><style>p{}</style></head><body>
<nav>首页 | 登录</nav><div class="side-bar left-sidebar">推荐</div>
<h2>工程部</h2><p>每日<b>巡查</b>机房。<br>每周清扫。</p><p style="display: none">藏</p>
<ol start="3"><li>检查阀门<li>检查水泵</ol>
<table><tr><th>设备</th><th>频次</th></tr><tr><td rowspan="2">水泵</td><td>每日</td></tr>
<tr><td>每月</td></tr></table>
<table><tr><td><p>排版用的表格</p></td></tr></table>
<script>alert(1)</script><footer>版权所有</footer></body></html>"""


def test_page_is_read_as_a_reader_sees_it() -> None:
    reading = read("a.html", PAGE.encode())
    lines = [(line.role, reading.text[line.start : line.end]) for line in reading.lines]
    assert lines == [
        ("heading", "工程部"),
        ("text", "每日巡查机房。"),
        ("text", "每周清扫。"),
        ("text", "3. 检查阀门"),
        ("text", "4. 检查水泵"),
        ("row", "设备\t频次"),
        ("row", "水泵\t每日"),
        ("row", "每月"),
        ("text", "排版用的表格"),
    ]


def test_merged_cell_is_pointed_to_from_the_rows_it_covers() -> None:
    reading = read("a.html", PAGE.encode())
    last = next(line for line in reading.lines if reading.text[line.start : line.end] == "每月")
    assert [reading.text[start:end] for start, end in last.cells] == ["水泵", "每月"]


def test_deep_nesting_is_read() -> None:
    assert read("a.html", ("<div>" * 150 + "每日" + "<p>每周").encode()).text == "每日\n每周\n"


def test_endless_nesting_is_refused_without_falling_over() -> None:
    with pytest.raises(Unreadable):
        read("a.html", ("<div>" * 50_000 + "每日" + "<p>每周").encode())
