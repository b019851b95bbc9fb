"""Pictures of a venue without anybody in them: faces and papers found, covered, checked."""
