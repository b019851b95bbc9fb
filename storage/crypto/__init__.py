"""What seals, signs and spells: blobs, keys, age files, canonical bytes, passwords, words."""
