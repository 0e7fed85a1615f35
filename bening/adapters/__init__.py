"""Interfaces to what stands outside the program: databases, sockets, files."""
