"""What if: who would be next under another rule, with the people who wait now."""

from dataclasses import replace

from kiosk.queue.order import line_up
from kiosk.queue.rules import OrderRule
from kiosk.workflow.queue.view import QueueView
from ui.staff.console.offers import everyone

SHOWN = 5


def next_under(queue: QueueView, rule: OrderRule) -> tuple[str, ...]:
    """Return the first numbers of the line under the rule."""
    if queue.at is None:
        return ()
    tickets = [one.ticket for one in queue.waiting]
    priorities = {one.number: one.priority for one in everyone(queue)}
    recent = [priorities.get(one.number, False) for one in reversed(queue.calls)]
    placed = line_up(tickets, recent, replace(queue.rules, order=rule), queue.at)
    return tuple(str(one.ticket.number) for one in placed[:SHOWN])
