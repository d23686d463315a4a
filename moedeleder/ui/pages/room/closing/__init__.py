"""How a meeting closes: read aloud, heard, and left with what is still open."""
