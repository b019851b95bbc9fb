"""The ticket's QR code as black dots."""

import qrcode
from PIL import Image
from qrcode.constants import ERROR_CORRECT_M

_QUIET_MODULES = 4  # ISO/IEC 18004
_MOST_DOTS_A_MODULE = 8  # 1 mm: read by any camera at arm's length
LEAST_DOTS_A_MODULE = 4  # 0.5 mm: what hand scanners want


def qr_picture(content: str, room_dots: int) -> Image.Image:
    """Return the code with its white border (1 is ink), as large as the room lets it be."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=_QUIET_MODULES)
    code.add_data(content)
    code.make(fit=True)
    modules = code.get_matrix()
    side = len(modules)
    dots = max(LEAST_DOTS_A_MODULE, min(_MOST_DOTS_A_MODULE, room_dots // side))
    small = Image.new("1", (side, side))
    small.putdata([int(dark) for row in modules for dark in row])
    return small.resize((side * dots, side * dots), Image.Resampling.NEAREST)
