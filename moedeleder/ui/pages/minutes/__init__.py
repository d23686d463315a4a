"""Step 3: the minutes."""
