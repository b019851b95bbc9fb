"""The office's book on the disk: sealed versions in one chain."""
