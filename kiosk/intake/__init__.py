"""Decisions about an application: who is sent on, what is asked, when it is complete."""
