"""Who must sign and who has: always counted from postings and signatures, never stored."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, When

from bening.accounts.models import Person, Posting, Role, RoleAssignment
from bening.agencies.models import Agency, WorkUnit
from bening.pacts.models import PactSignature, PactText, SigningCampaign
from bening.pacts.shares import Standing


def staff_of(agency_id: UUID, unit: WorkUnit | None, on: date) -> QuerySet[Posting]:
    """The postings in force on a day in a unit and those below it, or in the whole agency."""
    found = Posting.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on),
        agency_id=agency_id,
        starts_on__lte=on,
        person__is_active=True,
    )
    if unit is None:
        return found
    return found.filter(unit__agency_id=unit.agency_id, unit__path__startswith=unit.path)


def counting(text: PactText) -> QuerySet[PactSignature]:
    """The signatures that count for a text: under exactly its words, and not disputed.

    The digest is made of the words as they stand, so a text changed after all leaves none.
    """
    return PactSignature.objects.filter(text=text, text_sha256=text.digest, dispute__isnull=True)


def has_signed(text: PactText) -> Exists:
    """A condition on postings: the person signed the text in the unit of the posting."""
    return Exists(
        counting(text).filter(person_id=OuterRef("person_id"), unit_id=OuterRef("unit_id"))
    )


def standing_of(campaign: SigningCampaign, unit: WorkUnit | None, on: date) -> Standing:
    """How far the campaign is in a unit and those below it (its own place for None)."""
    staff = staff_of(campaign.agency_id, unit or campaign.unit, on)
    counts = staff.aggregate(
        required=Count("pk"), signed=Count("pk", filter=Q(has_signed(campaign.text)))
    )
    return Standing(counts["signed"], counts["required"], campaign.minimum_percent)


def standings_by_unit(campaign: SigningCampaign, on: date) -> QuerySet[WorkUnit]:
    """The units of the campaign with staff of their own, each with `required` and `signed`."""
    staff = staff_of(campaign.agency_id, campaign.unit, on)
    signed = staff.filter(has_signed(campaign.text))
    units: QuerySet[WorkUnit] = (
        WorkUnit.objects.filter(agency_id=campaign.agency_id, postings__in=staff.values("pk"))
        .annotate(
            required=Count("postings", filter=Q(postings__in=staff.values("pk"))),
            signed=Count(
                Case(When(postings__in=signed.values("pk"), then=1), output_field=IntegerField())
            ),
        )
        .order_by("path")
    )
    return units


def newest_text(agency: Agency | UUID) -> PactText | None:
    """The text in force: the newest published one."""
    return (
        PactText.objects.filter(agency=agency, published_at__isnull=False)
        .order_by("-number")
        .first()
    )


def above(unit: WorkUnit) -> list[str]:
    """The paths of the unit and of all units above it."""
    step = WorkUnit.steplen
    return [unit.path[:length] for length in range(step, len(unit.path) + 1, step)]


def campaigns_covering(unit: WorkUnit, on: date) -> QuerySet[SigningCampaign]:
    """The campaigns begun that the unit's people sign in, of the newest text first."""
    return (
        SigningCampaign.objects.filter(
            Q(unit__isnull=True) | Q(unit__path__in=above(unit)),
            agency_id=unit.agency_id,
            opens_on__lte=on,
        )
        .select_related("text", "unit", "agency")
        .order_by("-text__number", "-opens_on", "-created_at")
    )


def campaign_for(unit: WorkUnit, on: date) -> SigningCampaign | None:
    """The campaign that counts for a unit: that of the newest text, None before there is one."""
    return campaigns_covering(unit, on).first()


def heads_unsigned(unit: WorkUnit, text: PactText, on: date) -> list[Person]:
    """The heads of the unit who have not signed the text."""
    heads = RoleAssignment.objects.in_force(on).filter(
        unit=unit, role=Role.UNIT_HEAD, person__is_active=True
    )
    signed = counting(text).filter(person_id__in=heads.values("person_id"))
    return list(
        Person.objects.filter(pk__in=heads.values("person_id"))
        .exclude(pk__in=signed.values("person_id"))
        .order_by("name")
    )


def names(people: Iterable[Person]) -> list[str]:
    """Their names, in the order given."""
    return [person.name for person in people]
