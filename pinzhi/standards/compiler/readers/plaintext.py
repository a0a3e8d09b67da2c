"""Plain text and Markdown: lines, # headings, | tables |."""

import re
from typing import Final

from pinzhi.standards.compiler.readers.decoding import decode
from pinzhi.standards.compiler.readers.paper import Cell, Paper, Reading, put_table
from pinzhi.standards.compiler.refusals import Unreadable

_PAGE: Final = re.compile(r"\s*(?:<!doctype html|<html[\s>])", re.IGNORECASE)
_HEADING: Final = re.compile(r" {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_RULE: Final = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_DRAWN: Final = re.compile(r"\s*(?:[-*_=]\s*){3,}$")
_EMPHASIS: Final = re.compile(r"\*\*|__|`")


def read_txt(name: str, data: bytes) -> Reading:
    text = decode(name, ".txt", data)
    if _PAGE.match(text):
        raise Unreadable("not_its_ending", name, ending=".txt")
    paper = Paper("txt")
    paper.put(text)
    return paper.done()


def read_md(name: str, data: bytes) -> Reading:
    paper = Paper("md")
    rows: list[list[Cell]] = []
    for line in decode(name, ".md", data).splitlines():
        if "|" in line and line.strip().startswith("|"):
            if not _RULE.match(line):
                rows.append([Cell([cell.strip()]) for cell in _cells(line)])
            continue
        if rows:
            put_table(paper, rows)
            rows = []
        _put(paper, line)
    if rows:
        put_table(paper, rows)
    return paper.done()


def _cells(line: str) -> list[str]:
    return _EMPHASIS.sub("", line).strip().strip("|").split("|")


def _put(paper: Paper, line: str) -> None:
    if _DRAWN.match(line):
        return
    words = _EMPHASIS.sub("", line)
    heading = _HEADING.match(words)
    if heading:
        paper.put(heading[2], "heading", depth=len(heading[1]))
    else:
        paper.put(words.lstrip("> ") if words.startswith(">") else words)
