"""The receiving side's window: the city and headquarters open batches with it."""
