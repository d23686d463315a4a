"""What is on the screen: Qt, and only Qt."""
