"""The day's batch as a format: envelope, archive, table, manifest and their checks."""
