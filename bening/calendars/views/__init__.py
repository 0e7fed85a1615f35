"""Pages of days off and stand-ins."""
