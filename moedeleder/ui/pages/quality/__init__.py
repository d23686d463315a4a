"""Kvalitet: what people say about the meetings."""
