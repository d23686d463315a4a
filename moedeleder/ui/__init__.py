"""The window and everything in it: Qt, and only Qt. Says what people want; never does it."""
