"""What the sheet screen shows, as plain frozen values; the words stand in the templates."""
