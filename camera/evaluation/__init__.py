"""What the checks are worth: labelled pictures judged, rates counted, limits tuned to them."""
