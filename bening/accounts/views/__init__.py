"""Pages of people: signing in by link, one's own account, and the administration of others."""
