"""The rule that a lead chose: back the same, or not at all, and never against the settings."""

import logging
from pathlib import Path

import pytest

from kiosk.errors import KioskError
from kiosk.queue.rules import OrderRule
from storage.orderfile import OrderFile


def chosen(folder: Path, settled: OrderRule = OrderRule.AGED) -> OrderRule | None:
    return OrderFile(folder, settled).load()


def test_the_chosen_rule_comes_back_after_a_restart(tmp_path: Path) -> None:
    OrderFile(tmp_path, OrderRule.AGED).save(OrderRule.PRIORITY_FIRST)
    OrderFile(tmp_path, OrderRule.AGED).save(OrderRule.STRICT)
    assert chosen(tmp_path) is OrderRule.STRICT
    assert [path.name for path in tmp_path.iterdir()] == ["order.json"]


def test_before_anybody_chose_there_is_none_and_nothing_is_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        assert chosen(tmp_path / "absent") is None
    assert not caplog.records


def test_who_edits_the_settings_afterwards_means_it(tmp_path: Path) -> None:
    OrderFile(tmp_path, OrderRule.AGED).save(OrderRule.STRICT)
    assert chosen(tmp_path, settled=OrderRule.ALTERNATING) is None
    assert chosen(tmp_path) is OrderRule.STRICT


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 900,
        b"0" * 3_000,
        b'{"format":"kiosk-order/1","chosen":"lottery","settings":"aged"}',
        b'{"format":"kiosk-order/2","chosen":"strict","settings":"aged"}',
    ],
)
def test_a_broken_file_is_no_choice_and_is_logged(
    tmp_path: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "order.json").write_bytes(content)
    with caplog.at_level(logging.INFO):
        assert chosen(tmp_path) is None
    assert "order" in caplog.text
    OrderFile(tmp_path, OrderRule.AGED).save(OrderRule.STRICT)
    assert chosen(tmp_path) is OrderRule.STRICT


def test_a_place_that_keeps_nothing_is_told(tmp_path: Path) -> None:
    with pytest.raises(KioskError):
        OrderFile(tmp_path / "absent", OrderRule.AGED).save(OrderRule.STRICT)
