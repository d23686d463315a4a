"""Step 2: the meeting itself."""
