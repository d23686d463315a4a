"""How the minutes read: underlining as one types, the page Sprog, and the walk with F7."""
