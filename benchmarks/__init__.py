"""How long things take, always beside something plain measured in the same minute."""
