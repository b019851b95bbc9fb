"""Values of the field: immutable, parsed once, free of any library."""
