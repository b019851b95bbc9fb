"""The back office: hand-over, audit trail, staff, policy."""
