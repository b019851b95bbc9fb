"""Tickets on paper: drawn here, sent to a printer by a process of its own."""
