"""研修: invented people and what a played day leaves behind."""
