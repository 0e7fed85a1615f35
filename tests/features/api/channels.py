"""What the channels of integrity hold of one agency, and bodies for their routes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from bening.conflicts.models import ConflictCase
from bening.findings.models import AuditRecommendation, AuditReport
from bening.findings.models import FollowUp as AuditFollowUp
from bening.gratuities.models import DirectReport, GratuityReport
from bening.risks import actions as risk_actions
from bening.risks.models import Risk, RiskAction, RiskEvent, RiskIndicator, RiskRegister
from bening.wealth_reports.models import WealthDuty
from tests.features.conflicts.conftest import post
from tests.features.discipline.conftest import registered
from tests.features.gratuities.gifts import Gifts
from tests.features.refusals.life.of_risks import KRI
from tests.people import NOW, TODAY, Cast, make_person
from tests.whole.conflicted import Conflicted
from tests.whole.overseen import Overseen
from tests.whole.risked import Risked

LATER = (TODAY + timedelta(days=3000)).isoformat()


@dataclass(frozen=True)
class Channels:
    """Keys by the start of the address they belong to, and those that come after another."""

    unit: UUID
    person: UUID
    kinds: dict[str, UUID]
    within: dict[str, UUID]

    def fill(self, path: str) -> str:
        """The address with the second keys in it."""
        for place, key in self.within.items():
            path = path.replace(f"{{{place}}}", str(key))
        return path


def make_channels(
    cast: Cast, overseen: Overseen | None = None, gifts: Gifts | None = None
) -> Channels:
    """A draft of risks, a recommendation, a duty, two gifts, a conflict and a case."""
    risked, conflicted = Risked(cast), Conflicted(cast)
    overseen = overseen or Overseen(cast)
    accused = make_person("Rina Terperiksa", agency=cast.agency)
    post(cast, accused)
    case = registered(cast.unit_head, accused)
    action = risk_actions.plan_action(
        risk=risked.risk, text="Jaga", person=cast.pic, due_on=TODAY, by=cast.pic, now=NOW
    )
    indicator = risk_actions.add_indicator(risk=risked.risk, head=KRI, by=cast.pic, now=NOW)
    gifts = gifts or Gifts(cast)
    gift = gifts.draft()
    return Channels(
        unit=cast.unit.pk,
        person=cast.pic.pk,
        kinds={
            "/risiko/daftar/": risked.register.pk,
            "/risiko/": risked.risk.pk,
            "/tindak-lanjut-pemeriksaan/lhp/": overseen.recommendation.report_id,
            "/tindak-lanjut-pemeriksaan/": overseen.recommendation.pk,
            "/penilaian-pihak-luar/": overseen.assessment.pk,
            "/lhkpn-lhkan/": overseen.duty.pk,
            "/gratifikasi/langsung/": gifts.direct.pk,
            "/gratifikasi/": gift.pk,
            "/konflik-kepentingan/deklarasi/": conflicted.case.pk,
            "/konflik-kepentingan/daftar/": conflicted.listing.pk,
            "/disiplin/unit/": cast.unit.pk,
            "/disiplin/perkara/": case.pk,
        },
        within={"action": action.pk, "indicator": indicator.pk, "photo": gift.pk},
    )


def a_risk(owner: UUID) -> dict[str, object]:
    """A risk of fraud."""
    texts = ("goal", "process", "event", "cause", "effect")
    return {
        **dict.fromkeys(texts, "Calo menjual nomor"),
        "category": "fraud",
        "scheme": "broker",
        "owner": str(owner),
    }


def a_gift(unit: UUID) -> dict[str, object]:
    """A parcel."""
    return {
        "direction": "received",
        "received_on": TODAY.isoformat(),
        "unit": str(unit),
        "object_kind": "goods",
        "description": "Parsel buah",
    }


def a_direct_gift(unit: UUID) -> dict[str, object]:
    """A report sent to KPK on the day of the gift."""
    day = TODAY.isoformat()
    return {
        "number": "GOL-5",
        "direction": "received",
        "received_on": day,
        "sent_on": day,
        "unit": str(unit),
    }


ASSESSMENT = {
    "likelihood": 4,
    "impact": 4,
    "control": "Nomor bernama",
    "adequacy": "adequate",
    "left_likelihood": 2,
    "left_impact": 2,
    "response": "reduce",
}
REPORT = {
    "auditor": "bpk",
    "number": "2/LHP",
    "title": "Belanja modal",
    "dated_on": TODAY.isoformat(),
    "received_on": TODAY.isoformat(),
}
DECLARATION = {"kind": "actual", "sources": ["family"], "description": "Adik saya penyedia."}

CHANNEL_BODIES: dict[tuple[str, str], Callable[[Channels], object]] = {
    ("post", "/risiko/daftar"): lambda c: {"unit": str(c.unit), "year": TODAY.year + 1},
    ("post", "/risiko/daftar/{key}/risiko"): lambda c: a_risk(c.person),
    ("put", "/risiko/{key}"): lambda c: a_risk(c.person),
    ("put", "/risiko/{key}/penilaian"): lambda _: ASSESSMENT,
    ("post", "/risiko/{key}/tindakan"): lambda c: {
        "text": "Jaga pintu",
        "person": str(c.person),
        "due_on": LATER,
    },
    ("post", "/risiko/{key}/tindakan/{action}/selesai"): lambda _: {
        "done_on": TODAY.isoformat(),
        "note": "Foto",
    },
    ("post", "/risiko/{key}/kejadian"): lambda _: {
        "happened_on": TODAY.isoformat(),
        "text": "Terjadi",
    },
    ("post", "/risiko/{key}/indikator"): lambda _: {
        "name": "Nomor dijual",
        "measured_in": "kali",
        "warning": "3",
        "limit": "10.5",
    },
    ("post", "/risiko/{key}/indikator/{indicator}/pembacaan"): lambda _: {
        "read_on": TODAY.isoformat(),
        "value": "2.5",
    },
    ("post", "/tindak-lanjut-pemeriksaan/lhp"): lambda _: REPORT,
    ("post", "/tindak-lanjut-pemeriksaan/lhp/{key}/rekomendasi"): lambda c: {
        "unit": str(c.unit),
        "finding": "Kelebihan bayar",
        "text": "Setorkan",
    },
    ("put", "/tindak-lanjut-pemeriksaan/{key}/rencana"): lambda c: {
        "owner": str(c.person),
        "plan": "Setor dua kali",
        "due_on": LATER,
    },
    ("post", "/tindak-lanjut-pemeriksaan/{key}/tindak-lanjut"): lambda _: {
        "text": "Disetor",
        "proof_url": "https://a.example/sts",
    },
    ("post", "/tindak-lanjut-pemeriksaan/{key}/pengembalian"): lambda _: {
        "amount": 100,
        "on": TODAY.isoformat(),
        "receipt": "STS-1",
    },
    ("post", "/tindak-lanjut-pemeriksaan/{key}/verifikasi"): lambda _: {"state": "fitting"},
    ("put", "/lhkpn-lhkan/{key}/laporan"): lambda _: {
        "reported_on": TODAY.isoformat(),
        "receipt": "LHK-1",
    },
    ("put", "/unit/{key}/lhkpn-lhkan/{year}"): lambda _: {"lines": []},
    ("post", "/gratifikasi"): lambda c: a_gift(c.unit),
    ("put", "/gratifikasi/{key}"): lambda c: a_gift(c.unit),
    ("post", "/gratifikasi/langsung"): lambda c: a_direct_gift(c.unit),
    ("put", "/gratifikasi/langsung/{key}"): lambda c: {**a_direct_gift(c.unit), "seen_version": 1},
    ("post", "/gratifikasi/{key}/kirim"): lambda _: {"is_true": True},
    ("post", "/konflik-kepentingan/deklarasi"): lambda _: DECLARATION,
}
CHANNEL_LISTS = {
    "/risiko/daftar",
    "/tindak-lanjut-pemeriksaan",
    "/tindak-lanjut-pemeriksaan/lhp",
    "/penilaian-pihak-luar",
    "/lhkpn-lhkan",
    "/lhkpn-lhkan/saya",
    "/lhkpn-lhkan/rekap",
    "/gratifikasi",
    "/gratifikasi/meja",
    "/gratifikasi/langsung",
    "/konflik-kepentingan/deklarasi",
    "/konflik-kepentingan/daftar",
    "/disiplin/perkara",
}
CHANNEL_STARTS = tuple(
    f"{path}{{key}}"
    for path in (
        "/risiko/daftar/",
        "/risiko/",
        "/tindak-lanjut-pemeriksaan/lhp/",
        "/tindak-lanjut-pemeriksaan/",
        "/penilaian-pihak-luar/",
        "/lhkpn-lhkan/",
        "/gratifikasi/langsung/",
        "/gratifikasi/",
        "/konflik-kepentingan/deklarasi/",
        "/konflik-kepentingan/daftar/",
        "/disiplin/unit/",
        "/disiplin/perkara/",
    )
)


def channel_rows() -> tuple[object, ...]:
    """What a forbidden call might have changed."""
    return (
        list(Risk.objects.order_by("pk").values_list("pk", "event", "assessed_at")),
        list(RiskAction.objects.order_by("pk").values_list("pk", "done_on")),
        list(AuditRecommendation.objects.order_by("pk").values_list("pk", "state", "returned")),
        list(WealthDuty.objects.order_by("pk").values_list("pk", "reported_on")),
        list(GratuityReport.objects.order_by("pk").values_list("pk", "state", "version")),
        list(DirectReport.objects.order_by("pk").values_list("pk", "version")),
        RiskRegister.objects.count(),
        RiskEvent.objects.count(),
        RiskIndicator.objects.count(),
        AuditReport.objects.count(),
        AuditFollowUp.objects.count(),
        ConflictCase.objects.count(),
    )


def line(**changed: object) -> dict[str, object]:
    """A line of a recap."""
    whole = {
        "employee_number": "198001012005011001",
        "name": "Sari",
        "rank": "unit_head",
        "kind": "lhkpn",
    }
    return {**whole, **changed}
