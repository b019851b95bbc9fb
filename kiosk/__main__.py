"""`python -m kiosk`."""

from kiosk.cli.app import main
from kiosk.cli.native import mute_native_libraries

if __name__ == "__main__":
    mute_native_libraries()
    raise SystemExit(main())
