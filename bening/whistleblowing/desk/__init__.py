"""The handlers' side: who holds a key, opening reports in memory, their way to an end."""
