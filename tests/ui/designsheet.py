"""Two sheets of the visual language: what it is made of, and its components in each state."""

from collections.abc import Sequence
from dataclasses import fields

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kiosk.domain.finding import Verdict
from kiosk.domain.ticket import PublicLanguage
from kiosk.errors import DiskFullError, FieldError
from kiosk.publictexts import words
from kiosk.texts import Language, catalogue
from ui.applicant.button import ButtonWords, PublicButton
from ui.style import font
from ui.theme import (
    BUTTON_RADIUS_PX,
    CARD_RADIUS_PX,
    GRID_PX,
    TARGET_PX,
    PublicType,
    StaffType,
    Theme,
)
from ui.widgets.card import card, label
from ui.widgets.chip import Chip
from ui.widgets.field import FieldPlan, FormField
from ui.widgets.key_button import KeyButton, Kind
from ui.widgets.mark import Mark
from ui.widgets.notice import NoticeBar
from ui.widgets.row_button import RowButton
from ui.widgets.steps import Steps

JA = catalogue(Language.JA)
WIDTH_PX = 1280
_USES = {
    "key": "主な操作・選択",
    "key_pressed": "押しているとき",
    "key_pale": "選択の地",
    "on_key": "主な操作の文字",
    "ink": "見出し・入力",
    "text": "本文",
    "sub": "補足",
    "line": "枠",
    "ground": "画面の地",
    "paper": "カードの地",
    "ok": "○ よい",
    "ok_pale": "○ の地",
    "warn": "△ 注意(形だけ)",
    "warn_pale": "△ の地",
    "bad": "× だめ",
    "bad_pale": "× の地",
    "focus": "フォーカスの輪",
    "focus_line": "輪の内側の線",
    "veil": "質問の後ろ",
}


def _sheet(height: int) -> tuple[QWidget, QVBoxLayout]:
    sheet = QWidget()
    sheet.setObjectName("staff")
    sheet.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    sheet.setFixedSize(WIDTH_PX, height)
    column = QVBoxLayout(sheet)
    column.setContentsMargins(32, 32, 32, 32)
    column.setSpacing(16)
    return sheet, column


class _Swatch(QWidget):
    """One colour with its name, value and use."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme, self._name = theme, name
        self.setFixedHeight(64)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colour = str(getattr(self._theme.colours, self._name))
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QColor(self._theme.colours.sub))
            painter.setBrush(QColor(colour))
            box = QRectF(0.5, 0.5, 63, 63)
            painter.drawRoundedRect(box, BUTTON_RADIUS_PX, BUTTON_RADIUS_PX)
            painter.setPen(QColor(self._theme.colours.ink))
            painter.setFont(font(self._theme, StaffType.BODY, bold=True))
            painter.drawText(QRectF(80, 0, self.width() - 80, 24), f"{_USES[self._name]}")
            painter.setFont(font(self._theme, StaffType.NOTE))
            painter.drawText(QRectF(80, 32, self.width() - 80, 24), f"{self._name}  {colour}")


class _Ruler(QWidget):
    """The grid of 8 px, with what stands on it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(96)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = self._theme.colours
        shown = (
            (GRID_PX, "8"),
            (2 * GRID_PX, "16"),
            (4 * GRID_PX, "32"),
            (TARGET_PX, "48 係員のボタン"),
            (96, "96 申請者のボタン"),
        )
        x = 0.0
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(font(self._theme, StaffType.NOTE))
            for size, said in shown:
                painter.setPen(QColor(colours.key))
                painter.setBrush(QColor(colours.key_pale))
                painter.drawRect(QRectF(x + 0.5, 0.5, size - 1, size - 1))
                painter.setPen(QColor(colours.ink))
                painter.drawText(QRectF(x + size + 8, 0, 136, 24), said)
                x += size + 152


def tokens(theme: Theme) -> QWidget:
    """Return colours, type and grid on one sheet."""
    sheet, column = _sheet(1120)
    column.addWidget(label("色・文字・間隔", "display"))
    frame, inside = card(padding=24, spacing=16)
    inside.addWidget(label("色は意味の名前で使う。状態は形と言葉でも示す。", "head"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(16)
    for at, one in enumerate(fields(theme.colours)):
        grid.addWidget(_Swatch(theme, one.name), at // 4, at % 4)
    inside.addLayout(grid)
    column.addWidget(frame)
    row = QHBoxLayout()
    row.setSpacing(16)
    row.addWidget(_type_card(theme), 1)
    public, told = card(padding=24, spacing=16)
    told.addWidget(label("申請者の画面(高さ 1080 px のとき)", "head"))
    for size in list(PublicType)[:4]:
        line = label(f"{size.value}  顔写真と氏名")
        line.setFont(font(theme, size, bold=size >= PublicType.SENTENCE))
        line.setStyleSheet(
            f"font-size: {size.value}px; color: {theme.colours.ink};"
            f" font-weight: {700 if size >= PublicType.SENTENCE else 400};"
        )
        told.addWidget(line)
    told.addStretch(1)
    row.addWidget(public, 2)
    column.addLayout(row)
    space, within = card(padding=24, spacing=16)
    within.addWidget(
        label(
            f"間隔は 8 の倍数。角の丸み カード {CARD_RADIUS_PX}・ボタン {BUTTON_RADIUS_PX} px",
            "head",
        )
    )
    within.addWidget(_Ruler(theme))
    column.addWidget(space)
    column.addStretch(1)
    return sheet


def _type_card(theme: Theme) -> QWidget:
    frame, inside = card(padding=24, spacing=8)
    inside.addWidget(label("係員の画面", "head"))
    roles = ("note", "body", "strong", "field", "head", "title", "display")
    sizes = (14, 16, 16, 19, 19, 24, 34)
    for role, size in zip(roles, sizes, strict=True):
        inside.addWidget(label(f"{size}  {role}  氏名と住所", role))
    inside.addStretch(1)
    _ = theme
    return frame


def components(theme: Theme) -> QWidget:
    """Return every component in its states."""
    sheet, column = _sheet(1344)
    column.addWidget(label("部品とその状態", "display"))
    column.addWidget(_titled("手順(済み・いま・これから)", [_steps(theme)]))
    row = QHBoxLayout()
    row.setSpacing(16)
    row.addWidget(_titled("操作(主な操作は右下に一つ)", _buttons(theme)), 1)
    row.addWidget(_titled("入力(答えは欄の下に、言葉で)", _fields(theme)), 1)
    column.addLayout(row)
    row = QHBoxLayout()
    row.setSpacing(16)
    row.addWidget(_titled("状態(形・言葉・色)", [_chips(), _marks(theme), *_rows(theme)]), 1)
    row.addWidget(_titled("お知らせ(何が・何は無事・次に何を)", [_notice(theme)]), 1)
    column.addLayout(row)
    column.addWidget(_titled("申請者の答え(触れる大きさ 96 px から)", [_public(theme)]))
    column.addStretch(1)
    return sheet


def _titled(title: str, widgets: Sequence[QWidget]) -> QWidget:
    frame, inside = card(padding=24, spacing=16)
    inside.addWidget(label(title, "head"))
    for one in widgets:
        inside.addWidget(one)
    inside.addStretch(1)
    return frame


def _in_a_row(*widgets: QWidget) -> QWidget:
    place = QWidget()
    row = QHBoxLayout(place)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(16)
    for one in widgets:
        row.addWidget(one)
    row.addStretch(1)
    return place


def _steps(theme: Theme) -> QWidget:
    made = Steps(
        theme,
        [
            JA[f"step.{name}"]
            for name in ("reception", "photo", "review", "fill", "confirm", "seal")
        ],
    )
    made.show_step(2)
    return made


def _buttons(theme: Theme) -> list[QWidget]:
    def made(words_: str, key: str, kind: Kind, *, on: bool = True) -> KeyButton:
        button = KeyButton(words_, key, theme, kind=kind)
        button.setEnabled(on)
        return button

    busy = made("封をする", "Enter", "primary")
    busy.set_busy(True)
    ticked = made("女", "2", "choice")
    ticked.setCheckable(True)
    ticked.setChecked(True)
    return [
        _in_a_row(made("封をする", "Enter", "primary"), busy),
        _in_a_row(made("封をする", "Enter", "primary", on=False)),
        _in_a_row(made("撮り直す", "F2", "quiet"), made("撮り直す", "F2", "quiet", on=False)),
        _in_a_row(made("男", "1", "choice"), ticked, made("削除する", "Del", "danger")),
    ]


def _fields(theme: Theme) -> list[QWidget]:
    def read(text: str) -> str:
        if "ケンシュウ" not in text:
            raise FieldError("kana", "only_kana")
        return text

    made: list[QWidget] = []
    for text, read_only in (("", False), ("ケンシュウ ハナコ", False), ("hanako", False)):
        field = FormField(
            FieldPlan(field="kana", example="例 ケンシュウ ハナコ", read=read), JA, theme
        )
        field.set_text(text)
        field.check()
        field.set_read_only(read_only)
        place, column = QWidget(), QVBoxLayout()
        place.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        field.widget.setFixedHeight(TARGET_PX)
        for one in (field.name, field.widget, field.answer):
            column.addWidget(one)
        field.setParent(place)
        made.append(place)
    locked = QLineEdit("書き換えられない欄")
    locked.setReadOnly(True)
    return [*made, locked]


def _chips() -> QWidget:
    states = (("ok", "カメラ ○ 正常"), ("warn", "照明 △ 未確認"), ("bad", "カメラ × 停止"))
    made = []
    for state, said in states:
        chip = Chip({"now": (state, said)}, {"now": ""})
        chip.fix_width()
        chip.show_state("now")
        chip.setProperty("state", state)
        chip.style().unpolish(chip)
        chip.style().polish(chip)
        made.append(chip)
    return _in_a_row(*made)


def _marks(theme: Theme) -> QWidget:
    made: list[QWidget] = []
    for verdict, said in ((Verdict.PASS, "よい"), (Verdict.WARN, "注意"), (Verdict.FAIL, "だめ")):
        mark = Mark(theme)
        mark.show_verdict(verdict)
        made += [mark, label(said, "strong")]
    return _in_a_row(*made)


def _rows(theme: Theme) -> list[QWidget]:
    plain = RowButton(theme, "1", "住所や氏名が変わった", state_px=48, why="印字のIDは使えません")
    said = RowButton(theme, "2", "手書き用の申請書", state_px=48)
    said.show_state("はい", Verdict.WARN)
    lacking = RowButton(theme, "3", "目の高さは合っていますか", state_px=48)
    lacking.set_lacking(True)
    return [plain, said, lacking]


def _notice(theme: Theme) -> QWidget:
    made = NoticeBar(theme, JA)
    made.show_error(DiskFullError())
    made.setMinimumHeight(112)
    return made


def _public(theme: Theme) -> QWidget:
    say = words(PublicLanguage.JA)
    yes = PublicButton(
        theme,
        ButtonWords(language=PublicLanguage.JA, marked=say["confirm.yes"], note="Yes"),
        primary=True,
    )
    no = PublicButton(
        theme, ButtonWords(language=PublicLanguage.JA, marked=say["confirm.correct"], note="Change")
    )
    for one in (yes, no):
        one.setFixedSize(448, 112)
    return _in_a_row(no, yes)
