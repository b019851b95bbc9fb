"""Who is in and with which keys: the door, the register, rotation, the day's key slots."""
