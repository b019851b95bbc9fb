"""The audit chain, its ratchet, and the anchor that no older copy passes."""
