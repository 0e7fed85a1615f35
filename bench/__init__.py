"""Figures of speed, printed as a table and as JSON lines. Never timed tests."""
