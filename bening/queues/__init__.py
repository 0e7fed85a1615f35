"""The queue of a service hall: numbers, counters, displays, kiosks, and the promise."""
