"""Step 1: the agenda."""
