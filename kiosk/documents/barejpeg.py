"""Whether a JPEG holds its pixels and nothing else: no EXIF, no place, no second picture."""

_SOI, _EOI, _SOS, _COM = 0xD8, 0xD9, 0xDA, 0xFE
_APP0, _APP15 = 0xE0, 0xEF
_STUFFED, _RST0, _RST7 = 0x00, 0xD0, 0xD7
_JFIF = b"JFIF\x00"
_JFIF_BYTES = 16
"""Length, name, version, density and the size of a thumbnail that is not there."""


def is_bare_jpeg(content: bytes) -> bool:
    """Tell whether all of it is one picture's; what cannot be followed to its end is not."""
    if content[:2] != bytes((0xFF, _SOI)):
        return False
    at, scanned = 2, False
    while content[at : at + 1] == b"\xff" and at + 4 <= len(content):
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        segment = content[at + 2 : at + 2 + length]
        if not _is_of_the_picture(marker, segment, length):
            return False
        at += 2 + length
        if marker == _SOS:
            at, scanned = _end_of_scan(content, at), True
    return scanned and content[at:] == bytes((0xFF, _EOI))


def _is_of_the_picture(marker: int, segment: bytes, length: int) -> bool:
    if length < 2 or len(segment) < length or marker == _COM:  # noqa: PLR2004  # its own two bytes
        return False
    if _APP0 <= marker <= _APP15:
        return marker == _APP0 and segment[2:7] == _JFIF and length == _JFIF_BYTES
    return True


def _end_of_scan(content: bytes, at: int) -> int:
    """Return where the marker after the compressed pixels is, the end when there is none."""
    while (at := content.find(b"\xff", at)) >= 0:
        after = content[at + 1] if at + 1 < len(content) else -1
        if after != _STUFFED and not _RST0 <= after <= _RST7:
            return at
        at += 2
    return len(content)
