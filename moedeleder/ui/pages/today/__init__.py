"""I dag."""
