"""Step 4: what comes after."""
