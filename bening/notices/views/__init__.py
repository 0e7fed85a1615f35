"""Pages of what waits, of being told, and the calendar feed."""
