"""Rettelsesrunde: what receivers say about the minutes, and what comes of it."""
