"""Figures of the program, each beside a floor measured in the same run."""
