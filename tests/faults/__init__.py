"""The fault harness: kills, power cuts, full disks, damage, roll-backs and hostile input."""
