"""Queues of service halls: tickets, counters, displays and the voice that calls."""
