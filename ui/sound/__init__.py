"""The call that is heard: chime, Japanese clips, and the machine's voices for other languages."""
