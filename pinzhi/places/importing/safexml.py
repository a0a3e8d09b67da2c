"""XML from strangers, read in small pieces, without entities, without surprises.

Expat itself, not a tree: a million rows cost no memory, and reading stops at the first thing
that is not wanted. Same rules as defusedxml (no document type, no entities), and two more: no
endless token and no endless nesting.
"""

from collections.abc import Callable, Iterator
from typing import IO, NoReturn
from xml.parsers import expat

from pinzhi.places.importing import limits
from pinzhi.places.importing.problems import FileRefusedError

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Chars = Callable[[str], None]


def local(name: str) -> str:
    """The name without its prefix: some writers say x:row where others say row."""
    return name.rpartition(":")[2] if ":" in name else name


def parser_for(part: str) -> expat.XMLParserType:
    """An expat parser that refuses a document type and with it every entity."""

    def refuse(*_args: object) -> NoReturn:
        raise FileRefusedError("dtd", part=part)

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.UnparsedEntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    return parser


def feed(parser: expat.XMLParserType, stream: IO[bytes], part: str) -> Iterator[None]:
    """Push the stream through the parser; a turn for each piece, so that rows can be taken out."""
    fed = 0
    try:
        while chunk := stream.read(limits.CHUNK_BYTES):
            fed += len(chunk)
            if fed > limits.PART_BYTES:
                raise FileRefusedError("bomb")
            parser.Parse(chunk)
            if fed - parser.CurrentByteIndex > limits.TOKEN_BYTES:
                raise FileRefusedError("bomb")
            yield
        parser.Parse(b"", True)  # noqa: FBT003 - expat's own signature
    except expat.ExpatError as error:
        # An undeclared entity is how a document type looks when it has been cut off.
        code = (
            "dtd"
            if error.code == expat.errors.codes[expat.errors.XML_ERROR_UNDEFINED_ENTITY]
            else "damaged"
        )
        raise FileRefusedError(code, part=part) from error
    yield


class Depth:
    """Counts nesting; expat keeps every open tag in memory."""

    def __init__(self) -> None:
        self.now = 0

    def enter(self) -> None:
        self.now += 1
        if self.now > limits.DEPTH:
            raise FileRefusedError("bomb")

    def leave(self) -> None:
        self.now -= 1


def walk(
    stream: IO[bytes], part: str, start: Start, end: End | None = None, chars: Chars | None = None
) -> None:
    """Read a whole (small) part, calling back with local names."""
    depth = Depth()

    def on_start(name: str, attrs: dict[str, str]) -> None:
        depth.enter()
        start(local(name), {local(key): value for key, value in attrs.items()})

    def on_end(name: str) -> None:
        depth.leave()
        if end is not None:
            end(local(name))

    parser = parser_for(part)
    parser.StartElementHandler = on_start
    parser.EndElementHandler = on_end
    if chars is not None:
        parser.CharacterDataHandler = chars
    for _turn in feed(parser, stream, part):
        pass


class _RootSeenError(Exception):
    pass


def check_prolog(stream: IO[bytes], part: str) -> None:
    """Refuse a document type. It can only stand before the root element, so reading stops there."""

    def stop(_name: str, _attrs: dict[str, str]) -> None:
        raise _RootSeenError

    parser = parser_for(part)
    parser.StartElementHandler = stop
    try:
        for _turn in feed(parser, stream, part):
            pass
    except _RootSeenError:
        return
