"""Bening: a government unit's way to its Zona Integritas title, from daily work to the score."""

__version__ = "0.1.0"
