"""`python -m kiosk`."""

import sys

from kiosk.heap import restart_with_clean_heap

if __name__ == "__main__":
    if sys.argv[1:2] == ["run"]:
        restart_with_clean_heap()  # before anything is loaded that would be loaded twice

    from kiosk.cli.app import main

    clicked = getattr(sys, "frozen", False) and len(sys.argv) == 1
    raise SystemExit(main(["run"] if clicked else None))
