"""The console: who waits, who is served, and what may be done now."""
