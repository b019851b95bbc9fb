"""Is this machine fit to be a station? Small checks, each one finding, none changing anything."""
