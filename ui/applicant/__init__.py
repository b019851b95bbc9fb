"""The screen the applicant looks at."""
