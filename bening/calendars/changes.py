"""What other features hear of the calendar beside the signals of single rows."""

from django.dispatch import Signal

days_imported = Signal()
"""Many days off came at once; `agency` is the key of whose they are, None for everybody's."""
