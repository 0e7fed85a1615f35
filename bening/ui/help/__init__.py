"""Help pages: the guides of `docs/id`, read from the checkout and shown inside the application."""
