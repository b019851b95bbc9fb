"""Records, duties and drafts: in bytes, sealed, in and out of the open day."""
