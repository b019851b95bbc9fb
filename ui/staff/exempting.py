"""写真の特例: kind, way to J-LIS, reason, who sees to it and when."""

from collections.abc import Callable
from enum import StrEnum
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.domain.review import (
    LONGEST_WORDS,
    ExemptionChannel,
    ExemptionKind,
    PhotoExemption,
)
from kiosk.errors import FieldError
from kiosk.texts import Catalogue
from ui.theme import LARGE_TYPE, Theme
from ui.widgets.card import label
from ui.widgets.field import FieldPlan
from ui.widgets.field_form import FieldForm
from ui.widgets.key_button import KeyButton
from ui.widgets.paragraph import Paragraph

DROP_KEY = "F9"
_FIELDS = ("kind", "channel", "words", "who", "when")
_COLUMNS = 3


class Exempting(QWidget):
    """A form that fills the place of the findings while it is filled in."""

    def __init__(
        self, theme: Theme, texts: Catalogue, decided: Callable[[PhotoExemption | None], None]
    ) -> None:
        """Call ``decided`` with the exemption, None when it is taken back."""
        super().__init__()
        self._texts, self._decided = texts, decided
        columns = 2 if theme.text_scale > LARGE_TYPE else _COLUMNS
        self.form = FieldForm(theme, texts, [_plan(field, texts, columns) for field in _FIELDS])
        self.form.accepted.connect(self.keep)
        self._drop = KeyButton(texts["exemption.drop"], DROP_KEY, theme)
        self._drop.on_press(lambda: self._decided(None))
        head = QHBoxLayout()
        head.addWidget(label(texts["exemption.title"], "title"))
        head.addStretch(1)
        head.addWidget(self._drop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(Paragraph(texts["exemption.explain"], role="note", line_height=1.3))
        column.addWidget(self.form)
        column.addStretch(1)

    def open(self, exemption: PhotoExemption | None, who: str) -> None:
        """Begin with what stands, else with who is signed in and today."""
        values = {
            "kind": exemption.kind.value if exemption else "",
            "channel": exemption.channel.value if exemption else "",
            "words": exemption.words if exemption else "",
            "who": exemption.who if exemption else who,
            "when": exemption.when if exemption else self._texts["exemption.today"],
        }
        self.form.wipe()
        for field, words in values.items():
            self.form.fields[f"exemption_{field}"].set_text(words)
        policy = self._drop.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._drop.setSizePolicy(policy)
        self._drop.setVisible(exemption is not None)
        self.form.first().setFocus()

    def press(self, key: str) -> bool:
        """Keep with Enter, take back with `DROP_KEY`; every other key rests."""
        if key in {"Enter", "Ctrl+Enter"}:
            self.keep()
        elif key == DROP_KEY and not self._drop.isHidden():
            self._decided(None)
        return True

    def keep(self) -> None:
        """Decide, or say beside each field what is wrong."""
        values = {field: self.form.fields[f"exemption_{field}"].text.strip() for field in _FIELDS}
        errors = []
        for field, text in values.items():
            try:
                _read(field, text)
            except FieldError as error:
                errors.append(error)
        self.form.show_errors(())
        if errors:
            self.form.show_errors(errors)
            return
        self._decided(
            PhotoExemption(
                kind=ExemptionKind(values["kind"]),
                channel=ExemptionChannel(values["channel"]),
                words=values["words"],
                who=values["who"],
                when=values["when"],
            )
        )

    def wipe(self) -> None:
        """Forget what was typed."""
        self.form.wipe()


def _plan(field: str, texts: Catalogue, columns: int) -> FieldPlan:
    members: dict[str, type[StrEnum]] = {"kind": ExemptionKind, "channel": ExemptionChannel}
    choices = tuple(
        (one.value, texts[f"exemption.{field}.{one.value}"]) for one in members.get(field, ())
    )
    return FieldPlan(
        field=f"exemption_{field}",
        example=texts[f"exemption.{field}.example"],
        read=partial(_read, field),
        choices=choices,
        columns=columns,
    )


def _read(field: str, text: str) -> str:
    if not text.strip():
        raise FieldError(f"exemption_{field}", "required")
    if len(text.strip()) > LONGEST_WORDS:
        raise FieldError(f"exemption_{field}", "too_long")
    return ""
