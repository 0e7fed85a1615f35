"""Pages of proposals and of the national evaluation."""
