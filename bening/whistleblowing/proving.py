"""Proofs of filing: signed by the installation, entered into the public log on a later day."""

import json
from dataclasses import dataclass
from datetime import date, timedelta

from bening.audit.signing import public_key, signing_key, verify
from bening.domain.whistleblowing import Statement, leaf_of
from bening.whistleblowing.models import PendingLeaf
from bening.whistleblowing.sealing import random_day

LATEST_DAYS = 14
"""A leaf enters the log on one of so many days after the filing, each as likely."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A statement, its signature, and the key that checks it."""

    statement: bytes
    signature: bytes
    key: bytes

    def text(self) -> str:
        """The proof as a reporter keeps it: JSON with the statement word for word."""
        return json.dumps(
            {
                "statement": self.statement.decode(),
                "signature": self.signature.hex(),
                "key": self.key.hex(),
                "leaf": leaf_of(self.statement, self.signature).hex(),
            },
            ensure_ascii=False,
            indent=1,
        )


def prove(statement: Statement) -> Proof:
    """The proof of a statement."""
    document = statement.document()
    return Proof(document, signing_key().sign(document), public_key())


def leave(proof: Proof, *, on: date) -> PendingLeaf:
    """Lets the proof's leaf wait for a random day, in the caller's transaction."""
    leaf: PendingLeaf = PendingLeaf.objects.create(
        digest=leaf_of(proof.statement, proof.signature),
        due_on=on + timedelta(days=random_day(LATEST_DAYS)),
    )
    return leaf


def read_proof(text: str) -> Proof:
    """The proof in what somebody shows. Raises ValueError for what is none."""
    values = json.loads(text)
    try:
        return Proof(
            statement=str(values["statement"]).encode(),
            signature=bytes.fromhex(values["signature"]),
            key=bytes.fromhex(values["key"]),
        )
    except (TypeError, KeyError):
        raise ValueError("not a proof of filing") from None


def is_genuine(proof: Proof, *, trusted: list[bytes]) -> bool:
    """Whether one of the installation's keys signed the statement."""
    return proof.key in trusted and verify(proof.key, proof.signature, proof.statement)
