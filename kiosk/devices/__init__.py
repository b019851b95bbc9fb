"""What is attached to the station beside the camera."""
