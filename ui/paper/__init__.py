"""What is painted in millimetres, for PDF and printers alike."""
