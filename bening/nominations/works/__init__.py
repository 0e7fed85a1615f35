"""What each page of this feature offers to a person now."""
