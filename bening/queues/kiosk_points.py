"""The kiosks of halls: which point it is, and whether it is that."""

import hmac
from dataclasses import dataclass

from bening.queues.kept_setups import find_setup_now
from bening.queues.kiosk.signing import is_signed, key_of, path_of
from bening.queues.models import KIOSKS, PointKind, ServicePoint
from bening.queues.setups import HallSetup, PointSetup


@dataclass(frozen=True, slots=True)
class Kiosk:
    """A kiosk of an opened hall. `key` is the public key of its secret.

    A point is used by a browser or by a program, never by both: `has_program` says by which.
    """

    hall: HallSetup
    point: PointSetup
    key: bytes
    has_program: bool

    def is_own(self, secret: str) -> bool:
        """Whether this is the secret of the kiosk."""
        return hmac.compare_digest(self.key, key_of(secret))

    def has_sent(self, body: bytes, signature: str) -> bool:
        """Whether the kiosk signed this message to its own hall."""
        path = path_of(self.hall.slug, self.point.number)
        return is_signed(self.key, path, body, signature)


def find_kiosk(slug: str, number: int) -> Kiosk | None:
    """The kiosk in use at a point of an opened hall; None where none stands."""
    setup = find_setup_now(slug)
    point = setup.points.get(number) if setup else None
    if setup is None or point is None:
        return None
    rows = ServicePoint.objects.filter(
        pk=point.key, kind__in=KIOSKS, public_key__isnull=False, closed_on__isnull=True
    )
    row = rows.values_list("public_key", "kind").first()
    if row is None or row[0] is None:
        return None
    return Kiosk(setup, point, bytes(row[0]), row[1] == PointKind.MACHINE)
