"""Aftaler."""
