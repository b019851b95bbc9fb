"""The drawn sitter: an invented person for training, painted with exactly known measures.

Lengths are in head heights from the middle of the head: x to the picture's right, y down, z to the
camera; the crown is at y = -0.5 and the chin at y = +0.5.
"""
