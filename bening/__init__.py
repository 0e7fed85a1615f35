"""Bening: the path of a government unit to its Zona Integritas title, from daily work to the score."""

__version__ = "0.1.0"
