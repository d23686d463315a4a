"""Søg i referater."""
