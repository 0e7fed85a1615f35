"""What a unit offers the public, at which official price, and how often it was given."""
