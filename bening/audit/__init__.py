"""The record of who did what: written inside each action, sealed after it, provable from outside.

`record(...)` is all that an action needs; screens read through `bening.audit.queries`.
"""

from bening.audit.recording import OutsideTransaction, record

__all__ = ["OutsideTransaction", "record"]
