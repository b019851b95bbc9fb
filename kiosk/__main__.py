"""`python -m kiosk`."""

import sys

from kiosk.cli.app import main
from kiosk.cli.native import mute_native_libraries

if __name__ == "__main__":
    mute_native_libraries()
    clicked = getattr(sys, "frozen", False) and len(sys.argv) == 1
    raise SystemExit(main(["run"] if clicked else None))
