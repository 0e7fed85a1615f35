"""The guard of pacts, the declaration and its charter, and what the public may see."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from bening.accounts.models import Role
from bening.accounts.refusals import NotAllowed
from bening.agencies.models import AgencyKind
from bening.audit.models import Event
from bening.documents.models import DocumentKind
from bening.domain.refusals import Refused
from bening.evaluations.models import EvaluationSheet, InstrumentVersion
from bening.pacts import actions, queries
from bening.pacts.actions.declaring import Witnessed
from bening.pacts.conditions import pacts_signed
from bening.pacts.models import Declaration, PactText, PaperKind, SigningCampaign
from bening.programs import guards
from bening.programs.actions import continue_program, open_program
from bening.programs.models import Designation, ProgramState, ZoneProgram
from tests.features.evaluations.conftest import make_cycle
from tests.features.pacts.conftest import opened, picture, published, staff
from tests.features.pacts.test_signing import Sign
from tests.people import NOW, TODAY, Cast, give, sign_in


@pytest.fixture
def program(sheet: EvaluationSheet) -> ZoneProgram:
    found: ZoneProgram = sheet.program
    return found


def declare(cast: Cast, *programs: ZoneProgram, **values: object) -> Declaration:
    given: dict[str, object] = {
        "programs": programs,
        "held_on": TODAY,
        "place": "Alun-alun Tirtamaya",
        "statement": "Kami siap membangun.",
        "by": cast.unit_head,
        "now": NOW,
        **values,
    }
    return actions.declare(**given)  # type: ignore[arg-type]  # by name


def test_the_guard_is_the_one_of_the_table() -> None:
    assert "pacts_signed" in guards.registered()


def test_the_guard_says_what_is_missing_step_by_step(
    cast: Cast, program: ZoneProgram, sign: Sign, campaign: SigningCampaign
) -> None:
    cast.unit_head  # noqa: B018 - the head is there before the unit counts
    with pytest.raises(Refused, match="no_staff_posted"):
        pacts_signed(program, NOW)
    people = staff(cast, 4)
    with pytest.raises(Refused, match="head_has_not_signed") as refused:
        pacts_signed(program, NOW)
    assert refused.value.values["names"] == [cast.unit_head.name]
    sign(cast.unit_head)
    for person in people[:2]:
        with pytest.raises(Refused, match="too_few_pacts"):
            pacts_signed(program, NOW)
        sign(person)
    with pytest.raises(Refused, match="too_few_pacts") as refused:
        pacts_signed(program, NOW)
    assert refused.value.values == {"signed": 2, "required": 4, "wanted": 3}
    sign(people[2])
    pacts_signed(program, NOW)
    del campaign


def test_without_campaign_nothing_is_signed(cast: Cast, program: ZoneProgram) -> None:
    with pytest.raises(Refused, match="no_pact_campaign"):
        pacts_signed(program, NOW)


def test_signatures_under_an_older_or_changed_text_declare_nothing(
    cast: Cast, program: ZoneProgram, sign: Sign, campaign: SigningCampaign
) -> None:
    for person in [*staff(cast, 2), cast.unit_head]:
        sign(person)
    pacts_signed(program, NOW)
    words = campaign.text.body

    PactText.objects.filter(pk=campaign.text_id).update(body="lain")
    with pytest.raises(Refused, match="pact_text_changed"):
        pacts_signed(program, NOW)
    PactText.objects.filter(pk=campaign.text_id).update(body=words)
    newer = published(cast, "Kata-kata baru.")
    with pytest.raises(Refused, match="pact_text_replaced"):
        pacts_signed(program, NOW)
    opened(cast, newer, cast.unit)
    with pytest.raises(Refused, match="head_has_not_signed"):
        pacts_signed(program, NOW)


@pytest.fixture
def ready(cast: Cast, program: ZoneProgram, sign: Sign) -> ZoneProgram:
    for person in [*staff(cast, 2), cast.unit_head]:
        sign(person)
    return program


def test_a_declaration_makes_the_charter_and_moves_the_program(
    cast: Cast, ready: ZoneProgram
) -> None:
    made = declare(cast, ready, witnesses=[Witnessed("Sari Dewi", "Ombudsman"), Witnessed("Bima")])

    ready.refresh_from_db()
    assert ready.state == ProgramState.DECLARED
    assert made.charter.kind == DocumentKind.DECLARATION_CHARTER
    assert made.charter.program == ready
    step = ready.steps.get()
    assert (step.transition, list(step.documents.all())) == ("declared", [made.charter])
    row = made.declared.get()
    assert (row.signed, row.required) == (2, 2)
    assert [(one.name, one.office) for one in made.witnesses.all()] == [
        ("Sari Dewi", "Ombudsman"),
        ("Bima", ""),
    ]
    assert Event.objects.get(act="declaration.made").data["place"] == "Alun-alun Tirtamaya"


def test_below_the_minimum_nothing_is_declared(
    cast: Cast, program: ZoneProgram, sign: Sign
) -> None:
    people = staff(cast, 2)
    sign(cast.unit_head)
    sign(people[0])
    with pytest.raises(Refused, match="too_few_pacts"):
        declare(cast, program)
    program.refresh_from_db()
    assert program.state == ProgramState.DRAFT
    assert not Declaration.objects.exists()


def test_a_program_is_declared_once_and_not_tomorrow(cast: Cast, ready: ZoneProgram) -> None:
    with pytest.raises(Refused, match="declared_in_future"):
        declare(cast, ready, held_on=TODAY + timedelta(days=1))
    declare(cast, ready)
    with pytest.raises(Refused, match="out_of_order"):
        declare(cast, ready)
    assert Declaration.objects.count() == 1


@pytest.mark.parametrize("who", ["pic", "inspector", "agency_admin", "outsider"])
def test_only_heads_declare(cast: Cast, ready: ZoneProgram, who: str) -> None:
    with pytest.raises(NotAllowed):
        declare(cast, ready, by=getattr(cast, who))
    assert not Declaration.objects.exists()


def test_several_units_are_declared_together_or_none(
    cast: Cast, ready: ZoneProgram, text: PactText
) -> None:
    other = open_program(
        unit=cast.other_unit,
        cycle=ready.cycle,
        target=Designation.WBK,
        by=cast.agency_admin,
        now=NOW,
    )
    with pytest.raises(Refused, match="no_pact_campaign"):
        declare(cast, ready, other, by=cast.agency_head)
    ready.refresh_from_db()
    assert ready.state == ProgramState.DRAFT

    campaign = opened(cast, text, cast.other_unit)
    from tests.features.pacts.conftest import FRESH  # noqa: PLC0415 - beside its only use

    [person] = staff(cast, 1, cast.other_unit)
    actions.sign_pact(
        campaign=campaign,
        person=person,
        read_sha256=text.sha256,
        identified=FRESH,
        by=person,
        now=NOW,
    )
    made = declare(cast, ready, other, by=cast.agency_head)
    assert made.charter.program is None
    assert set(
        ZoneProgram.objects.filter(state=ProgramState.DECLARED).values_list("pk", flat=True)
    ) == {ready.pk, other.pk}

    address = reverse("pacts:declaration", args=[made.pk])
    whole = sign_in(Client(), cast.agency_head).get(address).content.decode()
    assert "<h1>Pencanangan 2 unit kerja</h1>" in whole
    assert reverse("programs:program", args=[other.pk]) in whole
    own = sign_in(Client(), cast.unit_head).get(address).content.decode()
    assert cast.other_unit.name in own
    assert reverse("programs:program", args=[ready.pk]) in own
    for name, key in (
        ("programs:program", other.pk),
        ("pacts:page", cast.other_unit.pk),
        ("pacts:commitments", cast.other_unit.pk),
    ):
        assert reverse(name, args=[key]) not in own, name

    give(cast.unit_head, Role.UNIT_HEAD, unit=cast.other_unit)
    add = {"declaration": made, "kind": PaperKind.PHOTO, "file": picture(), "filename": "a.png"}
    with pytest.raises(NotAllowed) as refusal:
        actions.add_declaration_paper(by=cast.unit_head, now=NOW, **add)  # type: ignore[arg-type]  # by name
    assert refusal.value.code == "attaches_documents_of_own_agency"
    assert 'name="file"' not in sign_in(Client(), cast.unit_head).get(address).content.decode()
    paper = actions.add_declaration_paper(by=cast.agency_head, now=NOW, **add)  # type: ignore[arg-type]  # by name
    assert paper.document.unit is None


def test_nothing_is_no_declaration(cast: Cast) -> None:
    with pytest.raises(Refused, match="nothing_to_declare"):
        declare(cast)


def test_papers_show_how_it_was_held(cast: Cast, ready: ZoneProgram) -> None:
    made = declare(cast, ready)
    add = {"declaration": made, "kind": PaperKind.PHOTO, "file": picture(), "filename": "a.png"}
    with pytest.raises(NotAllowed):
        actions.add_declaration_paper(by=cast.inspector, now=NOW, **add)  # type: ignore[arg-type]  # by name
    paper = actions.add_declaration_paper(by=cast.pic, now=NOW, **add)  # type: ignore[arg-type]  # by name
    assert paper.document.program == ready


def test_a_program_that_goes_on_was_declared_with_the_one_before(
    cast: Cast, ready: ZoneProgram, instrument_version: InstrumentVersion
) -> None:
    made = declare(cast, ready)
    ZoneProgram.objects.filter(pk=ready.pk).update(state=ProgramState.COACHING)
    ready.refresh_from_db()
    second = continue_program(
        program=ready,
        cycle=make_cycle(cast, instrument_version, 2027),
        target=Designation.WBK,
        by=cast.agency_admin,
        now=NOW,
    )
    found = queries.declared(second)
    assert found is not None
    assert (found.declaration, found.program) == (made, ready)

    other = open_program(
        unit=cast.other_unit,
        cycle=second.cycle,
        target=Designation.WBK,
        by=cast.agency_admin,
        now=NOW,
    )
    assert queries.declared(other) is None


# --- pages


def test_the_page_declares(cast: Cast, ready: ZoneProgram, client: Client) -> None:
    client.force_login(cast.unit_head, backend="bening.accounts.backends.PersonBackend")
    page = client.get(reverse("pacts:declare"))
    assert "Siap dicanangkan" in page.content.decode()
    sent = {
        "programs": [str(ready.pk)],
        "held_on": "2026-04-15",
        "place": "Aula",
        "statement": "Kami siap.",
        "witnesses": "Sari Dewi, Ombudsman\n\nBima",
    }
    answer = client.post(reverse("pacts:declare"), sent)
    made = Declaration.objects.get()
    assert answer.headers["Location"] == reverse("pacts:declaration", args=[made.pk])
    assert made.witnesses.count() == 2
    shown = client.get(reverse("pacts:declaration", args=[made.pk])).content.decode()
    assert "Sari Dewi" in shown
    panel = client.get(reverse("programs:program", args=[ready.pk])).content.decode()
    assert reverse("pacts:declaration", args=[made.pk]) in panel


def test_a_program_of_another_person_is_not_declared_by_its_key(
    cast: Cast, ready: ZoneProgram, client: Client
) -> None:
    client.force_login(cast.parent_head, backend="bening.accounts.backends.PersonBackend")
    cast.outside_agency.kind = AgencyKind.CENTRAL
    client.force_login(cast.outsider, backend="bening.accounts.backends.PersonBackend")
    answer = client.post(reverse("pacts:declare"), {"programs": [str(ready.pk)]})
    assert answer.status_code == 403
    assert not Declaration.objects.exists()
