"""What a report of a gift, or the goods themselves, cannot do."""

from bening.domain.refusals import Refused


class GratuityMove(Refused):
    """A move that the state of a report, or of its goods, does not allow."""

    status = 409
