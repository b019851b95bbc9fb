"""What is kept: keys, sealed records, the audit chain, the day's batch and its receiver."""
