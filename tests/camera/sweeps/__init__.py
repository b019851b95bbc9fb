"""Each knob of the drawn sitter, turned from good to bad, and where the verdict turns with it."""
