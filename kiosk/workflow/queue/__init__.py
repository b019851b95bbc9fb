"""The line as part of a session: tickets, papers, calls, scans, what screens see of it."""
