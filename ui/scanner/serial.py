"""A scanner on a serial port, also a USB one in its serial mode: one line per code."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtSerialPort import QSerialPort

from kiosk.domain.scan import LONGEST_FORM_BYTES, ReadScan, read_scan, retell
from kiosk.ports import CodeSeen, ScannerState

RETRY_MS = 2_000  # whoever puts the plug back in does not wait longer for the chip to turn
SILENCE_MS = 300  # 2 KB at 9600 baud come without a pause as long as that
_LINE_ENDS = b"\r\n"


class SerialScanner(QObject):
    """Reads lines for as long as it runs; opens the port again whenever it went away.

    ``port`` is a name such as ``COM3`` or ``ttyACM0``. ``changed`` hears of every new state.
    """

    def __init__(
        self,
        seen: CodeSeen,
        port: str,
        *,
        changed: Callable[[ScannerState], None] | None = None,
        retry_ms: int = RETRY_MS,
        read: ReadScan = read_scan,
    ) -> None:
        super().__init__()
        self._read_code = read
        self._seen = seen
        self._changed = changed
        self._line = b""
        self._state = ScannerState.MISSING
        self._port = QSerialPort(port, self)  # 9600 baud, 8N1: what scanners come with; USB ignores
        self._port.readyRead.connect(self._read)
        self._port.errorOccurred.connect(self._fail)
        self._retry = QTimer(self, interval=retry_ms, singleShot=True)
        self._retry.timeout.connect(self._open)
        self._silence = QTimer(self, interval=SILENCE_MS, singleShot=True)
        self._silence.timeout.connect(self._drop_line)

    @property
    def state(self) -> ScannerState:
        """Return whether codes can come."""
        return self._state

    @property
    def busy(self) -> bool:
        """Tell whether a line has begun and not ended."""
        return bool(self._line)

    def start(self) -> None:
        """Open the port, now or as soon as it is there."""
        self._open()

    def stop(self) -> None:
        """Let go of the port."""
        self._port.blockSignals(True)
        self._port.close()
        self._retry.stop()
        self._silence.stop()
        self._line = b""

    def _open(self) -> None:
        if self._port.open(QSerialPort.OpenModeFlag.ReadOnly):
            self._drop_line()
            self._tell(ScannerState.READY)
        else:
            self._lose()

    def _fail(self, error: QSerialPort.SerialPortError) -> None:
        """Take that the port went away; what merely did not work out is tried again by itself."""
        if error is QSerialPort.SerialPortError.ResourceError and self._port.isOpen():
            self._port.close()
            self._lose()

    def _lose(self) -> None:
        self._drop_line()
        self._retry.start()
        self._tell(ScannerState.MISSING)

    def _tell(self, state: ScannerState) -> None:
        if state is not self._state:
            self._state = state
            if self._changed is not None:
                self._changed(state)

    def _read(self) -> None:
        """Take what came; a line that was never ended is dropped."""
        for byte in self._port.readAll().data():
            if byte in _LINE_ENDS:
                self._end_line()
            elif len(self._line) <= LONGEST_FORM_BYTES:  # one more shows that it is too long
                self._line += bytes((byte,))
        if self._line:
            self._silence.start()

    def _end_line(self) -> None:
        line, self._line = self._line, b""
        self._silence.stop()
        if line:
            self._seen(retell(self._read_code(line.decode("utf-8", "replace"))))

    def _drop_line(self) -> None:
        self._line = b""
        self._silence.stop()
