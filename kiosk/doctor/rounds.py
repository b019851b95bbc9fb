"""One visit: every check in order."""

from kiosk.doctor.finding import Check, DoctorContext, DoctorFinding, State, found
from kiosk.doctor.machine import (
    ask_lsblk,
    check_data_folder,
    check_disk_encryption,
    check_disk_space,
    check_font,
)
from kiosk.doctor.parts import (
    check_libraries,
    check_models,
    check_packages,
    check_python,
    check_sqlite,
    check_texts,
)


def run_checks(context: DoctorContext) -> tuple[DoctorFinding, ...]:
    """Return the findings about ``context``, the probes' last."""
    return (
        check_python(),
        check_packages(),
        check_libraries(),
        check_models(),
        check_texts(),
        check_font(),
        check_sqlite(),
        check_data_folder(context.data_folder),
        check_disk_space(context.data_folder),
        check_disk_encryption(ask_lsblk(context.data_folder)),
        check_setup(is_set_up=context.is_set_up),
        *(probe() for probe in context.probes),
    )


def check_setup(*, is_set_up: bool) -> DoctorFinding:
    """Look whether the station has its staff, recipients and keys."""
    if is_set_up:
        return found(Check.SETUP, State.OK, "ok")
    return found(Check.SETUP, State.WARN, "missing")


def is_fit(findings: tuple[DoctorFinding, ...]) -> bool:
    """Say whether nothing found keeps the station from working."""
    return all(finding.state is not State.BAD for finding in findings)
