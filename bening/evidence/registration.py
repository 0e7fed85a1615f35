"""What this feature tells the rest of the program when it starts."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from bening.accounts.places import works_in_agency
from bening.adapters.gate import MIB, Rule, register_rule
from bening.audit.parts import PartHead, register_part
from bening.domain.sealing import merkle
from bening.evidence.acts import register_acts
from bening.evidence.facts import register_facts
from bening.evidence.words import register_words
from bening.ui import navigation

_FORM_FILES = 4  # files of full size that one plain form post may hold


def register_all() -> None:
    """Acts, words, facts, navigation, what checkpoints vouch for, and how large bodies may be."""
    register_acts()
    register_words()
    register_facts()
    register_part("evidence", content_head)
    navigation.register(
        navigation.Entry(
            label=_("Bukti"),
            url_name="evidence:library",
            icon="folder2-open",
            order=40,
            visible=works_in_agency,
            phone=True,
        )
    )
    largest = int(settings.MAX_FILE_MB) * MIB
    # The post of whole files; chunks are below the gate's own limit of 1 MiB.
    register_rule(
        Rule(
            prefix="/bukti/kirim/",
            limit=_FORM_FILES * largest,
            at_once=16,
            patience=60,
            rate=8 * 1024,
        )
    )


def content_head() -> PartHead:
    """The root over the SHA-256 of all content that evidence refers to, in order of the hashes."""
    from bening.evidence.queries import content_hashes  # noqa: PLC0415  # tables are ready by then

    leaves = [bytes.fromhex(sha256) for sha256 in content_hashes()]
    return PartHead(size=len(leaves), root=merkle.root(leaves))
