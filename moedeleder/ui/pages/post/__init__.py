"""Breve: who got what of a meeting, when, and what became of it."""
