"""The drills of the manual, played: what an attacker gets, and how headquarters gets it back."""
