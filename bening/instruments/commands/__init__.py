"""Commands that need neither Django nor a database."""
