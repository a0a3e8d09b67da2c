"""Voice notes, known by their first bytes: the three containers that browsers record in."""

MOST = 2 * 1024 * 1024  # a minute takes a quarter of it
WEBM, OGG, MP4 = b"\x1a\x45\xdf\xa3", b"OggS", b"ftyp"


def sound_type(content: bytes) -> str:
    """The media type of a recording; empty for whatever is none, or is too long for a note."""
    if len(content) > MOST:
        return ""
    if content.startswith(WEBM):
        return "audio/webm"
    if content.startswith(OGG):
        return "audio/ogg"
    return "audio/mp4" if content[4:8] == MP4 else ""
