from pinzhi.common.charts import Band, Chart, Part, Series, strip


def test_spec_says_what_the_browser_draws() -> None:
    chart = Chart(
        "line",
        ["8月", "9月"],
        [Series("得分", [92, None], links=["/a/"])],
        unit="分",
        bands=[Band(80, 91, "合格", "waiting")],
        minimum=70,
    )
    assert chart.spec() == {
        "kind": "line",
        "categories": ["8月", "9月"],
        "series": [{"name": "得分", "values": [92, None], "status": "", "links": ["/a/"]}],
        "unit": "分",
        "bands": [{"from": 80, "to": 91, "name": "合格", "status": "waiting"}],
        "minimum": 70,
    }


def test_cells_say_the_same_as_a_table() -> None:
    cells = Series("x", [92, None, 87.5, 1_300_000], links=["/a/"]).cells()
    assert [(cell.text, cell.link) for cell in cells] == [
        ("92", "/a/"),
        ("–", ""),
        ("87.5", ""),
        ("1300000", ""),
    ]


def test_strip_fills_its_width_in_order() -> None:
    assert strip([("done", 1), ("late", 0), ("due", 3)]) == [
        Part(0, 25, "done"),
        Part(25, 75, "due"),
    ]


def test_strip_of_nothing_is_empty() -> None:
    assert strip([("done", 0)]) == []
