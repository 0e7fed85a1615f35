"""Own versions of an instrument: imported whole or not at all, compared, never edited."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from bening.accounts.refusals import NotAllowed
from bening.evaluations import actions, queries
from bening.evaluations.compare import differences
from bening.evaluations.instruments import instrument_of
from bening.evaluations.models import InstrumentVersion
from bening.evaluations.refusals import EvaluationRefused, InstrumentFaulty
from tests.features.evaluations.conftest import make_cycle
from tests.people import NOW, Cast, sign_in

SLUG = "lke-2021-tirtamaya"


@pytest.fixture
def source(instrument_version: InstrumentVersion) -> str:
    return instrument_version.source.replace("id: lke-2021\n", f"id: {SLUG}\n", 1)


def imported(cast: Cast, source: str) -> InstrumentVersion:
    return actions.import_instrument(
        agency=cast.agency, source=source, by=cast.agency_admin, now=NOW
    )


def sent(client: Client, name: str, content: bytes, slug: str = "") -> tuple[int, str]:
    page = reverse("evaluations:instrument_import")
    answer = client.post(
        page, {"file": SimpleUploadedFile(name, content), "slug": slug}, follow=True
    )
    return answer.status_code, answer.content.decode()


def test_an_own_version_is_stored_with_its_hash_and_read_back(cast: Cast, source: str) -> None:
    version = imported(cast, source)

    instrument = instrument_of(version)
    assert (version.slug, version.agency) == (SLUG, cast.agency)
    assert version.sha256 == instrument.sha256
    assert len(instrument.questions) == 113


def test_an_id_is_taken_once(
    cast: Cast, source: str, instrument_version: InstrumentVersion
) -> None:
    imported(cast, source)

    with pytest.raises(EvaluationRefused, match="instrument_id_taken"):
        imported(cast, source)
    with pytest.raises(EvaluationRefused, match="instrument_id_taken"):
        actions.import_instrument(
            agency=cast.outside_agency, source=source, by=cast.outside_admin, now=NOW
        )


def test_the_id_of_a_shipped_instrument_is_no_own_id(
    cast: Cast, instrument_version: InstrumentVersion
) -> None:
    with pytest.raises((EvaluationRefused, InstrumentFaulty)):
        imported(cast, instrument_version.source)


def test_every_fault_is_listed_with_its_line_and_nothing_is_stored(
    cast: Cast, source: str, client: Client
) -> None:
    broken = source.replace("weight: ", "weight: 9", 2)
    with pytest.raises(InstrumentFaulty) as refusal:
        imported(cast, broken)
    lines = {fault.line for fault in refusal.value.faults}
    sign_in(client, cast.agency_admin)

    status, text = sent(client, "lke.yaml", broken.encode())

    assert status == 422
    assert len(refusal.value.faults) >= 2
    assert all(str(line) in text for line in lines)
    assert not InstrumentVersion.objects.filter(slug=SLUG).exists()


BOMB = b"a: &a [x, x, x, x]\n" + b"".join(
    b"%c: &%c [*%c, *%c, *%c, *%c]\n" % (c, c, c - 1, c - 1, c - 1, c - 1)
    for c in range(ord("b"), ord("z"))
)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("lke.yaml", BOMB, "jangkar YAML"),
        ("lke.yaml", b"\xff\xfe\x00", "UTF-8"),
        ("lke.yaml", b"- " * 50_000, "bersarang"),
        ("lke.yaml", b"x" * 2_000_001, "paling besar 2 MB"),
        ("lke.xlsm", b"PK\x03\x04", ".xlsm"),
        ("lke.xlsx", b"PK\x03\x04 not a workbook", "Berkas tidak dapat dibaca"),
        ("lke.exe", b"MZ", ".exe"),
        ("lke.yaml", b"!!python/object/apply:os.system ['true']", "tanda tipe YAML"),
    ],
)
def test_a_hostile_file_is_refused_on_the_page(
    cast: Cast,
    instrument_version: InstrumentVersion,
    client: Client,
    name: str,
    content: bytes,
    said: str,
) -> None:
    sign_in(client, cast.agency_admin)

    status, text = sent(client, name, content, slug=SLUG)

    assert status == 422
    assert said in text
    assert InstrumentVersion.objects.count() == 2


def test_the_official_layout_is_imported_from_excel(
    cast: Cast, instrument_version: InstrumentVersion, client: Client
) -> None:
    from bening.instruments.workbook.writer import write_template  # noqa: PLC0415

    form = write_template(instrument_of(instrument_version), generated_at=NOW)
    sign_in(client, cast.agency_admin)

    status, text = sent(client, "lke.xlsx", form, slug=SLUG)

    assert status == 200, text[-3000:]
    version = InstrumentVersion.objects.get(slug=SLUG)
    assert len(instrument_of(version).questions) == 113


@pytest.mark.parametrize("who", ["pic", "inspector", "agency_head", "outside_admin"])
def test_only_the_administrator_imports(cast: Cast, source: str, who: str) -> None:
    with pytest.raises(NotAllowed):
        actions.import_instrument(agency=cast.agency, source=source, by=getattr(cast, who), now=NOW)


def test_an_instrument_of_another_agency_is_not_there(
    cast: Cast, source: str, client: Client
) -> None:
    version = imported(cast, source)
    sign_in(client, cast.outside_admin)

    assert client.get(reverse("evaluations:instrument", args=[SLUG])).status_code == 404
    assert SLUG not in client.get(reverse("evaluations:instruments")).content.decode()
    compared = client.get(f"{reverse('evaluations:compare')}?a=lke-2021&b={SLUG}")
    assert SLUG not in _main(compared.content.decode())
    assert version not in queries.instruments_of(cast.outside_admin)
    with pytest.raises(EvaluationRefused, match="instrument_of_other_agency"):
        actions.open_cycle(
            agency=cast.outside_agency,
            year=2026,
            instrument=version,
            dates=actions.cycles.CycleDates(*[NOW.date()] * 4),
            by=cast.outside_admin,
            now=NOW,
        )


def test_two_versions_are_laid_side_by_side(cast: Cast, source: str, client: Client) -> None:
    changed = source.replace("Tim telah", "Regu telah")
    own = instrument_of(imported(cast, changed))
    shipped = instrument_of(InstrumentVersion.objects.get(slug="lke-2021"))
    sign_in(client, cast.pic)

    page = client.get(f"{reverse('evaluations:compare')}?a=lke-2021&b={SLUG}")

    assert page.status_code == 200
    assert differences(shipped, shipped) == ()
    assert len(differences(shipped, own)) == len(differences(own, shipped))
    older = instrument_of(InstrumentVersion.objects.get(slug="lke-2014"))
    assert len(differences(shipped, older)) > 100


def test_a_round_can_use_an_own_version(cast: Cast, source: str) -> None:
    cycle = make_cycle(cast, imported(cast, source), 2026)

    assert cycle.instrument.slug == SLUG


def test_nothing_of_a_stored_version_can_be_edited(cast: Cast, source: str, client: Client) -> None:
    version = imported(cast, source)
    page = reverse("evaluations:instrument", args=[SLUG])
    sign_in(client, cast.agency_admin)

    assert "<form" not in _main(client.get(page).content.decode())
    client.post(page, {"name": "Lain", "source": "x"})
    client.delete(page)

    stored = InstrumentVersion.objects.get(slug=SLUG)
    assert (stored.source, stored.sha256) == (version.source, version.sha256)


def _main(text: str) -> str:
    return text.partition("<main")[2].partition("</main>")[0]


def test_an_empty_workbook_of_a_version_can_be_taken_out(
    client: Client, cast: Cast, instrument_version: InstrumentVersion
) -> None:
    sign_in(client, cast.agency_admin)

    answer = client.get(reverse("evaluations:instrument_template", args=["lke-2021"]))

    assert answer.content.startswith(b"PK")
    assert answer["Content-Disposition"] == 'attachment; filename="lke-2021-kosong.xlsx"'
