"""Bening: the work of a unit, its proof and its score in one place."""
