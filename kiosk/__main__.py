"""`python -m kiosk`."""

import sys

from kiosk.cli.app import main

if __name__ == "__main__":
    clicked = getattr(sys, "frozen", False) and len(sys.argv) == 1
    raise SystemExit(main(["run"] if clicked else None))
