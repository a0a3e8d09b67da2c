from pinzhi.standards.compiler.understanding import PIECE, expect, pieces, understand


def test_unit_is_understood_as_the_schema_writes_it() -> None:
    unit = "3、安管主管每周至少抽查2次,发现问题30分钟内上报并填写《整改单》,逾期扣5分。"
    assert expect(understand(unit)) == {
        "recurrence": [{"times": 2, "every": 1, "unit": "week", "min": True}],
        "time_limit": [{"value": 30, "unit": "minute", "of": "上报并填写"}],
        "forms": ["整改单"],
        "roles": ["安管主管"],
        "quantities": [{"value": 5, "unit": "分", "cmp": "="}],
    }


def test_words_are_those_of_the_source() -> None:
    unit = "項目經理填寫《環(huán)境 記錄》"
    words = {one.key: unit[one.start : one.end] for one in understand(unit)}
    assert (words["roles"], words["forms"]) == ("項目經理", "《環(huán)境 記錄》")


def test_names_are_given_once_and_nothing_gives_nothing() -> None:
    assert expect(understand("领班检查,领班签字。")) == {"roles": ["领班"]}
    assert expect(understand("三个网点由第三方于3月12日前完成。")) == {}
    assert understand("") == []


def test_offer_to_download_asks_for_nothing() -> None:
    assert understand("成为VIP后每日可下载本文档3次") == []


def test_pieces_cover_the_text_at_the_ends_of_sentences() -> None:
    text = "每日巡查一次。" * 200
    parts = [text[a:b] for a, b in pieces(text)]
    assert "".join(parts) == text
    assert {part[-1] for part in parts} == {"。"}
    assert max(map(len, parts)) <= PIECE + 7


def test_line_without_an_end_is_cut() -> None:
    assert max(b - a for a, b in pieces("9" * 5 * PIECE)) <= 2 * PIECE
