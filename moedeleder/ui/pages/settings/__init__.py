"""Indstillinger."""
