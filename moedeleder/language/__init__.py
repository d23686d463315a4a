"""LIX, gentle and plain words, spelling: text in, findings out. Standard library and hunspell."""
