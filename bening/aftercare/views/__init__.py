"""Pages of what follows a title."""
