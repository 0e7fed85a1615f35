"""What a signed pact and a charter of declaration say, in the language of the offices."""

from dataclasses import dataclass
from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _

from bening.accounts.models import Person
from bening.documents.letters import (
    Block,
    Facts,
    Grid,
    Heading,
    Items,
    Letter,
    Paragraph,
    Signature,
)
from bening.pacts.models import Means, PactSignature
from bening.pacts.shares import Standing
from bening.pacts.wording import numbered, paragraphs_of
from bening.ui import figures

OFFICIAL = "id"


def body_blocks(body: str) -> tuple[Block, ...]:
    """The blocks of a pact's body: paragraphs, and numbered lists where it counts."""
    blocks: list[Block] = []
    for lines in paragraphs_of(body):
        items = numbered(lines)
        blocks.append(Items(items) if items else Paragraph(" ".join(lines)))
    return tuple(blocks)


def pact_letter(signature: PactSignature) -> Letter:
    """The pact as this person signed it: the words, then who, when, how identified, which text."""
    with translation.override(OFFICIAL):
        person, text = signature.person, signature.text
        unit = signature.unit.name if signature.unit else ""
        agency = signature.campaign.agency.name
        facts = [
            (_("Nama"), person.name),
            (_("NIP"), person.employee_number or "–"),
            (_("Jabatan"), signature.position or "–"),
            (_("Unit kerja"), unit or agency),
            (_("Ditandatangani"), figures.day_text(signature.signed_on)),
            (_("Tercatat"), figures.full_text(signature.recorded_at)),
            (_("Cara"), str(signature.get_means_display())),
            (_("Dikenali lewat"), str(signature.get_identified_display())),
            (_("Naskah"), _("versi %(number)s") % {"number": text.number}),
            (_("SHA-256 naskah"), signature.text_sha256),
        ]
        if signature.means == Means.COLLECTIVE and signature.event:
            facts.insert(6, (_("Acara"), signature.event.place))
        return Letter(
            title=_("%(title)s %(name)s") % {"title": text.title, "name": person.name},
            heading=text.title.upper(),
            agency=agency,
            unit=unit,
            place_and_date=figures.day_text(signature.signed_on),
            blocks=(
                Paragraph(
                    _("Saya, %(name)s, %(position)s pada %(place)s.")
                    % {
                        "name": person.name,
                        "position": signature.position or _("pegawai"),
                        "place": unit or agency,
                    }
                ),
                *body_blocks(text.body),
                Heading(_("Keterangan tanda tangan")),
                Facts(tuple(facts)),
                Paragraph(
                    _(
                        "Tanda tangan elektronik tidak tersertifikasi. Naskah ini disegel dengan "
                        "kunci instansi."
                    )
                ),
            ),
            signatures=(
                Signature(
                    name=person.name,
                    position=signature.position or _("Pegawai"),
                    number=person.employee_number,
                ),
            ),
        )


def pact_content(signature: PactSignature) -> dict[str, object]:
    """The data of a signed pact, as the document keeps it."""
    return {
        "signature": str(signature.pk),
        "person": str(signature.person_id),
        "name": signature.person.name,
        "unit": str(signature.unit_id) if signature.unit_id else None,
        "signed_on": signature.signed_on.isoformat(),
        "recorded_at": signature.recorded_at.isoformat(),
        "means": signature.means,
        "identified": signature.identified,
        "text_number": signature.text.number,
        "text_sha256": signature.text_sha256,
    }


@dataclass(frozen=True, slots=True)
class Charter:
    """What a charter of declaration is made of; `standings` in the order of `units`."""

    agency: str
    units: tuple[str, ...]
    targets: tuple[str, ...]
    held_on: date
    place: str
    statement: str
    leader: Person
    signed_as: str
    witnesses: tuple[tuple[str, str], ...]
    standings: tuple[Standing, ...]


def charter_letter(charter: Charter) -> Letter:
    """The charter: the statement, the units with their share of signed pacts, the witnesses."""
    with translation.override(OFFICIAL):
        day = figures.day_text(charter.held_on)
        blocks: list[Block] = [
            Paragraph(
                _("Pada %(day)s di %(place)s dicanangkan pembangunan Zona Integritas oleh:")
                % {"day": day, "place": charter.place}
            ),
            Grid(
                caption=_("Unit yang dicanangkan"),
                columns=(_("Unit kerja"), _("Target"), _("Pakta ditandatangani")),
                rows=[
                    (
                        unit,
                        target,
                        _("%(signed)s dari %(required)s pegawai")
                        % {"signed": standing.signed, "required": standing.required},
                    )
                    for unit, target, standing in zip(
                        charter.units, charter.targets, charter.standings, strict=True
                    )
                ],
                widths=(3, 1.4, 2),
            ),
            *body_blocks(charter.statement),
        ]
        if charter.witnesses:
            blocks.append(Heading(_("Saksi")))
            blocks.append(
                Items(
                    tuple(
                        f"{name}, {office}" if office else name
                        for name, office in charter.witnesses
                    )
                )
            )
        return Letter(
            title=_("Piagam Pencanangan Pembangunan Zona Integritas"),
            heading=_("PIAGAM PENCANANGAN PEMBANGUNAN ZONA INTEGRITAS"),
            agency=charter.agency,
            unit=charter.units[0] if len(charter.units) == 1 else "",
            place_and_date=f"{charter.place}, {day}",
            blocks=tuple(blocks),
            signatures=(
                Signature(
                    name=charter.leader.name,
                    position=charter.signed_as,
                    number=charter.leader.employee_number,
                ),
            ),
        )
