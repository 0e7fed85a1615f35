"""Every route: nothing without a token, nothing of another agency or another unit."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from bening.accounts.models import Role
from bening.config.api import api
from bening.evaluations import actions
from bening.evaluations.models import Answer, EvaluationSheet, InstrumentVersion, Snapshot
from bening.evidence import actions as evidence_actions
from bening.evidence.models import EvidenceLink
from bening.mentoring.actions import recommend
from bening.mentoring.models import FollowUp, Recommendation
from bening.programs.models import Award, ProgramStep, ZoneProgram
from tests.features.api.channels import (
    CHANNEL_BODIES,
    CHANNEL_LISTS,
    CHANNEL_STARTS,
    Channels,
    channel_rows,
    make_channels,
)
from tests.features.api.conftest import ROOT, Call
from tests.features.documents.letters import full_letter
from tests.features.official_papers import Papers
from tests.features.queues.halls import make_hall
from tests.people import NOW, TODAY, Cast, give, make_person
from tests.whole.complained import Complained
from tests.whole.surveyed import Surveyed

CODE = "A.I.1.i.a"
UNIT_BODY = {"code": "99", "name": "Unit", "level": "echelon_2"}
DATES = {
    "period_starts_on": "2025-01-01",
    "period_ends_on": "2025-12-31",
    "opens_on": "2026-01-05",
    "closes_on": "2026-12-20",
}


@dataclass
class World:
    """The keys of one agency's things."""

    unit: UUID
    program: UUID
    cycle: UUID
    sheet: UUID
    evidence: UUID
    link: UUID
    document: UUID
    recommendation: UUID
    survey: UUID
    complaint: UUID
    hall: UUID
    line: UUID
    channels: Channels
    import_own: Callable[[], str]

    @cached_property
    def own_instrument(self) -> str:
        """The code of the agency's own instrument, which takes a while to read."""
        return self.import_own()

    def fill(self, path: str) -> str:
        """The address with this agency's keys in it."""
        kinds = {
            "/unit/": self.unit,
            "/program/": self.program,
            "/siklus/": self.cycle,
            "/lembar/": self.sheet,
            "/bukti/pemakaian/": self.link,
            "/bukti/": self.evidence,
            "/dokumen/": self.document,
            "/rekomendasi/": self.recommendation,
            "/survei/": self.survey,
            "/ruang-layanan/": self.hall,
            "/pengaduan/": self.complaint,
            **self.channels.kinds,
        }
        key = next((value for start, value in kinds.items() if path.startswith(start)), "")
        filled = (
            path.replace("{key}", str(key))
            .replace("{code}", CODE)
            .replace("{number}", "1")
            .replace("{name}", "self_assessment_opened")
            .replace("{act}", "mulai")
            .replace("{year}", "2026")
        )
        filled = self.channels.fill(filled)
        for place in ("line", "officer", "season", "point", "ticket", "call", "offer", "breach"):
            filled = filled.replace(f"{{{place}}}", str(self.line))
        return filled.replace("{slug}", self.own_instrument) if "{slug}" in filled else filled


@pytest.fixture
def world(cast: Cast, sheet: EvaluationSheet, version: InstrumentVersion) -> World:
    evidence = evidence_actions.add_link(
        unit=cast.unit, url="https://tirtamaya.example/a", title="Laporan", by=cast.pic, now=NOW
    )
    evidence_actions.attach(
        evidence=evidence, sheet=sheet, official_code=CODE, by=cast.pic, now=NOW
    )

    def import_own() -> str:
        own = actions.import_instrument(
            agency=cast.agency,
            source=version.source.replace("id: lke-2021\n", "id: lke-2021-tirtamaya\n", 1),
            by=cast.agency_admin,
            now=NOW,
        )
        return own.slug

    paper = Papers().issue(
        kind="monitoring_report",
        letter=full_letter(),
        agency=cast.agency,
        unit=cast.unit,
        dated_on=TODAY,
        signer=None,
        by=cast.inspector,
        now=NOW,
    )
    recommended = recommend(
        unit=cast.unit,
        program=None,
        text="Lengkapi notula monev.",
        source="visit",
        owner=None,
        due_on=TODAY,
        by=cast.inspector,
        now=NOW,
    )

    small = make_hall(cast)
    return World(
        unit=cast.unit.pk,
        program=sheet.program_id,
        cycle=sheet.cycle_id,
        sheet=sheet.pk,
        evidence=evidence.pk,
        link=EvidenceLink.objects.get(evidence=evidence).pk,
        document=paper.pk,
        recommendation=recommended.pk,
        survey=Surveyed(cast).batch.period_id,
        complaint=Complained(cast).complaint.pk,
        hall=small.hall.pk,
        line=small.queues["A"].pk,
        channels=make_channels(cast),
        import_own=import_own,
    )


def of_channels(body: Callable[[Channels], object]) -> Callable[[World], object]:
    """The same body, from the whole world."""
    return lambda world: body(world.channels)


BODIES: dict[tuple[str, str], Callable[[World], object]] = {
    ("post", "/unit"): lambda w: {**UNIT_BODY, "parent": str(w.unit)},
    ("put", "/unit/{key}"): lambda _: UNIT_BODY,
    ("put", "/unit/{key}/induk"): lambda _: {"parent": None},
    ("post", "/program"): lambda w: {
        "unit": str(w.unit),
        "cycle": str(w.cycle),
        "target": "wbk",
    },
    ("put", "/program/{key}/target"): lambda _: {"target": "wbk"},
    ("post", "/unit/{key}/predikat"): lambda _: {
        "designation": "wbk",
        "decree_number": "1",
        "awarded_on": "2024-01-01",
    },
    ("post", "/program/{key}/langkah/{name}"): lambda w: {"documents": [str(w.document)]},
    ("post", "/rekomendasi/{key}/tindak-lanjut"): lambda w: {
        "text": "Notula dilengkapi.",
        "evidence": [str(w.evidence)],
        "claims_done": True,
    },
    ("post", "/rekomendasi/{key}/kembalikan"): lambda _: {"reason": "Belum lengkap"},
    ("post", "/siklus"): lambda w: {**DATES, "year": 2031, "instrument": w.own_instrument},
    ("put", "/siklus/{key}"): lambda _: DATES,
    ("post", "/lembar/{key}/simulasi"): lambda _: {"answers": {}},
    ("post", "/lembar/{key}/buka-kembali"): lambda _: {"reason": "Perbaikan"},
    ("put", "/lembar/{key}/jawaban/{code}"): lambda _: {"value": "Ya"},
    ("post", "/lembar/{key}/jawaban/{code}/diskusi"): lambda _: {"text": "Halo"},
    ("put", "/lembar/{key}/jawaban/{code}/penugasan"): lambda w: {"assignee": str(w.unit)},
    ("post", "/bukti/tautan"): lambda w: {
        "unit": str(w.unit),
        "title": "T",
        "url": "https://a.example/",
    },
    ("put", "/bukti/{key}"): lambda _: {"title": "Lain", "url": "https://b.example/"},
    ("post", "/bukti/{key}/kembalikan"): lambda _: {"reason": "Salah"},
    ("post", "/pengaduan/{key}/verifikasi"): lambda _: {"classification": "ordinary"},
    ("post", "/pengaduan/{key}/tanya"): lambda _: {"text": "Kapan?"},
    ("post", "/pengaduan/{key}/jawab"): lambda _: {"text": "Selesai."},
    ("post", "/pengaduan/{key}/alihkan"): lambda _: {"text": "Dugaan suap."},
    ("post", "/bukti/{key}/pakai"): lambda w: {"sheet": str(w.sheet), "code": CODE},
    ("post", "/batas-waktu/{code}"): lambda _: {
        "days": 2,
        "from_day": "2030-01-01",
        "source": "SK 1",
    },
    ("post", "/ruang-layanan"): lambda w: {"unit": str(w.unit), "name": "Aula", "slug": "aula"},
    **{
        ("post", f"/tiket/{{code}}/{act}"): lambda _: {"version": 1, "minutes": 10}
        for act in ("batal", "terlambat", "kembali", "belum-dilayani", "datang")
    },
    **{
        (method, f"/ruang-layanan/{{key}}/{path}".rstrip("/")): body
        for method, path, body in (
            ("put", "", lambda _: {"name": "Aula", "policy": "remote"}),
            ("put", "antrean", lambda _: {"lines": []}),
            ("put", "loket", lambda _: {"counters": []}),
            ("put", "jam", lambda _: {"days": []}),
            ("post", "tutup-awal", lambda _: {"reason": "Gempa"}),
            ("put", "jangkauan", lambda _: {"reach": "public"}),
            ("put", "petugas", lambda _: {"duties": []}),
            ("post", "petugas", lambda _: {"email": "a@b.example"}),
            ("put", "cadangan", lambda _: {"turns": []}),
            ("post", "janji", lambda _: {"minutes": 30, "starts_on": "2030-01-01"}),
            ("post", "titik", lambda _: {"place": "Pintu"}),
            ("put", "titik/{point}", lambda _: {"place": "Pintu"}),
            (
                "post",
                "jam-khusus",
                lambda _: {"name": "Cuti", "starts_on": "2030-01-01", "ends_on": "2030-01-01"},
            ),
            ("post", "loket-saya/buka", lambda _: {"number": 1}),
            ("post", "loket-saya/istirahat", lambda _: {"minutes": 5}),
            (
                "post",
                "loket-saya/panggil-nomor",
                lambda w: {"ticket": str(w.line), "version": 1, "reason": "Kereta"},
            ),
            ("post", "nomor/{ticket}/{act}", lambda _: {"version": 1}),
            ("post", "nomor/{ticket}/pindah", lambda w: {"version": 1, "queue": str(w.line)}),
            ("post", "nomor", lambda w: {"queue": str(w.line)}),
            ("post", "nomor-hilang", lambda _: {"label": "A-001"}),
            ("post", "bantuan", lambda w: {"queue": str(w.line)}),
            ("post", "tawaran/{offer}", lambda _: {"accept": True}),
            ("put", "janji-lewat/{breach}", lambda _: {"cause": "crowd"}),
        )
    },
    **{route: of_channels(body) for route, body in CHANNEL_BODIES.items()},
}
LISTS = {
    "/ruang-layanan",
    "/saya",
    "/unit",
    "/program",
    "/instrumen",
    "/siklus",
    "/lembar",
    "/dokumen",
    "/rekomendasi",
    "/survei",
    "/giliran",
    "/pengaduan",
    *CHANNEL_LISTS,
}
"""Read without naming anything: they show the caller's own."""
UPLOADS = {
    ("post", "/bukti/berkas"),
    ("post", "/lembar/{key}/impor"),
    ("post", "/gratifikasi/{key}/foto"),
}
NAMES_A_UNIT = {("post", "/ruang-layanan"), ("post", "/risiko/daftar"), ("post", "/gratifikasi")}
"""Writes at the address of a list, whose body names something of an agency."""
ADMIN_FIRST = {("post", "/instrumen"), ("get", "/batas-waktu"), ("post", "/batas-waktu/{code}")}
"""Names nothing of anybody: whoever administers nothing is refused at once."""


def operations() -> list[tuple[str, str]]:
    paths: dict[str, dict[str, Any]] = api.get_openapi_schema()["paths"]
    return sorted(
        (method, path.removeprefix(ROOT)) for path, methods in paths.items() for method in methods
    )


ALL = operations()
KEYED = [
    each
    for each in ALL
    if each not in ADMIN_FIRST and (each[1] not in LISTS or each in NAMES_A_UNIT)
]


def ask(call: Call, person: Any, world: World, method: str, path: str) -> Any:
    if (method, path) in UPLOADS:
        from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415

        file = SimpleUploadedFile("a.json", b'{"instrument": "lke-2021", "answers": {}}')
        data = {"file": file, "unit": str(world.unit)}
        return call(person, method, world.fill(path), data=data)
    make = BODIES.get((method, path))
    query = f"?unit={world.unit}" if (method, path) == ("get", "/bukti") else ""
    body = make(world) if make else ({} if method != "get" else None)
    return call(person, method, world.fill(path) + query, body)


def rows() -> tuple[object, ...]:
    """What a forbidden call might have changed."""
    return (
        list(Answer.objects.order_by("pk").values_list("pk", "version")),
        list(ZoneProgram.objects.order_by("pk").values_list("pk", "target")),
        list(EvaluationSheet.objects.order_by("pk").values_list("pk", "state")),
        Award.objects.count(),
        Snapshot.objects.count(),
        EvidenceLink.objects.count(),
        ProgramStep.objects.count(),
        list(Recommendation.objects.values_list("pk", "state")),
        FollowUp.objects.count(),
        channel_rows(),
    )


@pytest.mark.parametrize(("method", "path"), ALL)
def test_without_a_token_every_route_says_so(
    call: Call, world: World, method: str, path: str
) -> None:
    answer = ask(call, None, world, method, path)

    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["WWW-Authenticate"] == "Bearer"
    assert answer.json()["status"] == 401


@pytest.mark.parametrize(("method", "path"), KEYED)
@pytest.mark.parametrize("who", ["outsider", "outside_admin"])
def test_another_agency_finds_nothing(
    cast: Cast, call: Call, world: World, who: str, method: str, path: str
) -> None:
    before = rows()

    answer = ask(call, getattr(cast, who), world, method, path)

    allowed = {404}
    if (method, path) in {("post", "/unit"), ("post", "/siklus")} and who == "outsider":
        allowed = {403, 404}  # administers nothing: refused before any key is looked at
    assert answer.status_code in allowed
    assert answer["Content-Type"] == "application/problem+json"
    assert rows() == before


@pytest.mark.parametrize(
    ("method", "path"),
    [
        each
        for each in KEYED
        if "/lembar/" in each[1]
        or "/bukti" in each[1]
        or each[1].startswith(
            (
                "/unit/{key}",
                "/dokumen/",
                "/rekomendasi/",
                "/survei/",
                "/ruang-layanan",
                *CHANNEL_STARTS,
            )
        )
    ],
)
def test_another_unit_of_the_agency_finds_nothing(
    cast: Cast, call: Call, world: World, method: str, path: str
) -> None:
    stranger = make_person("Yuda Pratama", agency=cast.agency)
    give(stranger, Role.UNIT_PIC, unit=cast.other_unit)
    before = rows()

    answer = ask(call, stranger, world, method, path)

    assert answer.status_code == 404
    assert rows() == before


@pytest.mark.parametrize("path", sorted(LISTS))
def test_lists_show_nothing_of_another_agency(
    cast: Cast, call: Call, world: World, path: str
) -> None:
    answer = call(cast.outside_admin, "get", path)

    assert answer.status_code == 200
    text = answer.content.decode()
    keys = (world.unit, world.program, world.cycle, world.sheet, world.own_instrument, world.hall)
    channels = world.channels.kinds.values()
    for key in (*keys, world.document, world.recommendation, world.survey, *channels):
        assert str(key) not in text


def test_a_token_that_was_revoked_or_is_made_up_opens_nothing(cast: Cast) -> None:
    from bening.accounts.actions import make_token, revoke_token  # noqa: PLC0415

    now = timezone.now()
    made = make_token(name="uji", days=1, by=cast.pic, now=now)

    def status(text: str) -> int:
        headers = {"Authorization": f"Bearer {text}"}
        return Client().get(f"{ROOT}/saya", headers=headers).status_code

    assert status(made.text) == 200
    assert status(made.text + "x") == 401
    assert status("") == 401

    revoke_token(token=made.token, by=cast.pic, now=now)

    assert status(made.text) == 401


def test_the_session_of_a_browser_is_no_token(cast: Cast, client: Client) -> None:
    from tests.people import sign_in  # noqa: PLC0415

    assert sign_in(client, cast.pic).get(f"{ROOT}/saya").status_code == 401
