"""A value in, a file out; and a returned form read back."""
