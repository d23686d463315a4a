"""What a meeting is: frozen values and pure rules. Standard library only."""
