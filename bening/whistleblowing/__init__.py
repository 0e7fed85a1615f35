"""Protected reports: a house of its own.

Nothing readable of a report reaches a disk, a log, a job or another feature; its templates, keys,
storage and log are its own. It knows people, units, the look of pages and the pure rules, and
imports no other feature.
"""
