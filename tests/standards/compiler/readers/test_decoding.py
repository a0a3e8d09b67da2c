import pytest

from pinzhi.standards.compiler.readers import read

SIMPLIFIED = "工程部每天检查电梯机房的温度,每周清洁一次,并填写记录。"
TRADITIONAL = "工程部每天檢查電梯機房的溫度,每週清潔一次,並填寫記錄。"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (SIMPLIFIED, "utf-8"),
        (SIMPLIFIED, "utf-8-sig"),
        (SIMPLIFIED, "gb18030"),
        (SIMPLIFIED, "gbk"),
        (SIMPLIFIED, "utf-16"),
        (SIMPLIFIED, "utf-16-le"),
        (SIMPLIFIED, "utf-16-be"),
        (SIMPLIFIED, "utf-32"),
        (TRADITIONAL, "big5"),
        (TRADITIONAL, "utf-8"),
        (TRADITIONAL, "gb18030"),
    ],
)
def test_text_is_read_in_every_usual_encoding(text: str, encoding: str) -> None:
    assert read("a.txt", f"{text}\n{text}".encode(encoding)).text == f"{text}\n{text}\n"


def test_text_cut_within_its_last_letter_is_read() -> None:
    assert read("a.txt", f"{SIMPLIFIED}检".encode()[:-1]).text.startswith(SIMPLIFIED)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_text_with_a_few_broken_letters_is_read(encoding: str) -> None:
    whole = "\n".join([SIMPLIFIED] * 40).encode(encoding)
    broken = whole[:1000] + b"\xff" + whole[1000:]
    text = read("a.txt", broken).text
    assert text.count(SIMPLIFIED) >= 38


def test_page_is_read_in_the_encoding_it_names() -> None:
    page = f'<meta charset="big5"><p>{TRADITIONAL}</p>'
    assert read("a.html", page.encode("big5")).text == f"{TRADITIONAL}\n"


def test_pasted_text_needs_no_ending() -> None:
    assert read("pasted", SIMPLIFIED).text == f"{SIMPLIFIED}\n"
