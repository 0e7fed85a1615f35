"""Tables of pacts, signing, declarations, the public page of a unit, and public commitments."""

from bening.pacts.models.campaign import SigningCampaign
from bening.pacts.models.commitment import Commitment, CommitmentAct, CommitmentOutcome
from bening.pacts.models.declaration import (
    Declaration,
    DeclarationPaper,
    DeclaredProgram,
    PaperKind,
    Witness,
)
from bening.pacts.models.publication import NewsItem, PublicPage
from bening.pacts.models.signature import (
    Identified,
    Means,
    PactPaper,
    PactSignature,
    SignatureDispute,
    SigningEvent,
)
from bening.pacts.models.text import PactText

__all__ = [
    "Commitment",
    "CommitmentAct",
    "CommitmentOutcome",
    "Declaration",
    "DeclarationPaper",
    "DeclaredProgram",
    "Identified",
    "Means",
    "NewsItem",
    "PactPaper",
    "PactSignature",
    "PactText",
    "PaperKind",
    "PublicPage",
    "SignatureDispute",
    "SigningCampaign",
    "SigningEvent",
    "Witness",
]
