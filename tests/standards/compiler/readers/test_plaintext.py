from pinzhi.standards.compiler.readers import read

MARKDOWN = """# 保洁标准

> 适用于 **大堂**

| 部位 | 频次 |
|:---|---:|
| 地面 | 每日2次 |

---
1. 擦拭镜面
"""


def test_markdown_keeps_headings_tables_and_words() -> None:
    reading = read("a.md", MARKDOWN.encode())
    lines = [(line.role, line.depth, reading.text[line.start : line.end]) for line in reading.lines]
    assert lines == [
        ("heading", 1, "保洁标准"),
        ("text", 0, "适用于 大堂"),
        ("row", 0, "部位\t频次"),
        ("row", 0, "地面\t每日2次"),
        ("text", 0, "1. 擦拭镜面"),
    ]


def test_text_keeps_its_lines_and_their_places() -> None:
    reading = read("a.txt", "一、范围\r\n\r\n  每日巡查 \r\n".encode())
    words = [reading.text[line.start : line.end] for line in reading.lines]
    assert (words, reading.text) == (["一、范围", "每日巡查"], "一、范围\n\n  每日巡查 \n")
