"""What tables show: plain models over frozen rows."""
