"""Børn og familier."""
