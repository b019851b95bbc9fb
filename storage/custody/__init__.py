"""A day from its opening to its deletion: closing, backup, copies, receipt, certificate."""
