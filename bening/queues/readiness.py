"""What a hall still lacks before the public may find it, and how far its set-up has come."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bening.domain.queueing import promise_on
from bening.queues.access import in_force
from bening.queues.models import BackupDuty, Counter, Hall, Queue, SpanKind
from bening.queues.setups import read_setup

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Missing:
    """Something to do at a step of the set-up."""

    step: str
    code: str
    words: Words


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the set-up. What is `needed` must be done before a hall opens."""

    name: str
    title: Words
    text: Words
    needed: bool = True


STEPS = (
    Step("nama", _("Nama"), _("Nama ruang layanan, dan dari mana nomor boleh diambil.")),
    Step(
        "layanan",
        pgettext_lazy("daftar", "Layanan"),
        _("Layanan yang diantrekan, hurufnya, dan waktu bakunya."),
    ),
    Step("loket", _("Loket"), _("Berapa loket, dan antrean mana yang dilayani tiap loket.")),
    Step("petugas", _("Petugas"), _("Siapa melayani, dan siapa koordinatornya.")),
    Step("jam", _("Jam layanan"), _("Jam buka dan istirahat tiap hari, Ramadan, dan hari khusus.")),
    Step("janji", _("Janji layanan"), _("Dilayani dalam berapa menit sejak nomor diambil.")),
    Step(
        "prioritas",
        _("Prioritas"),
        _("Aturan mendahulukan pengunjung yang memerlukannya."),
        needed=False,
    ),
    Step(
        "cadangan",
        _("Petugas cadangan"),
        _("Siapa yang diminta membuka loket tambahan bila janji terancam."),
        needed=False,
    ),
    Step(
        "jangkauan",
        _("Jangkauan ponsel"),
        _("Lewat internet atau jaringan ruang layanan sendiri, dicoba dengan QR uji."),
        needed=False,
    ),
    Step(
        "suara",
        _("Layar dan suara"),
        _("Teks berjalan, cara membaca nomor, dan volume."),
        needed=False,
    ),
    Step("titik", _("Stiker, poster, dan kios"), _("QR di tiap titik, siap cetak."), needed=False),
)
BY_NAME = {step.name: step for step in STEPS}


def missing_of(hall: Hall, today: date) -> list[Missing]:
    """Everything that keeps the hall from opening, in the order of the steps."""
    found = []
    lines = [one for one in read_setup(hall, today).queues if one.is_offered]
    if not lines:
        found.append(Missing("layanan", "no_line", _("Belum ada layanan yang diantrekan.")))
    for line in unserved(hall):
        words = _("Tidak ada loket yang melayani antrean %(prefix)s.") % {"prefix": line.prefix}
        found.append(Missing("loket", "line_without_counter", words))
    if not hall.staff.filter(in_force(today)).exists():
        found.append(Missing("petugas", "no_staff", _("Belum ada petugas.")))
    elif not hall.staff.filter(in_force(today), is_supervisor=True).exists():
        found.append(Missing("petugas", "no_supervisor", _("Belum ada koordinator.")))
    if not hall.spans.filter(kind=SpanKind.OPEN).exists():
        found.append(Missing("jam", "no_hours", _("Jam layanan belum diatur.")))
    if any(promise_on(line.promises, today) is None for line in lines) or not (
        lines or hall.promises.filter(starts_on__lte=today).exists()
    ):
        found.append(Missing("janji", "no_promise", _("Belum ada janji yang berlaku hari ini.")))
    return found


def unserved(hall: Hall) -> list[Queue]:
    """Open lines that no counter in use serves."""
    served = Counter.objects.filter(hall=hall, closed_on__isnull=True, queues__isnull=False).values(
        "queues"
    )
    open_lines = hall.queues.filter(closed_on__isnull=True, service__closed_on__isnull=True)
    return list(open_lines.exclude(pk__in=served))


TOUCHED: dict[str, Callable[[Hall], bool]] = {
    "layanan": lambda hall: hall.queues.exists(),
    "loket": lambda hall: hall.counters.exists(),
    "cadangan": lambda hall: BackupDuty.objects.filter(staff__hall=hall).exists(),
    "jangkauan": lambda hall: hall.reach_tried_at is not None,
    "suara": lambda hall: bool(hall.running_text or hall.volumes),
    "titik": lambda hall: hall.points.exists(),
}


@dataclass(frozen=True, slots=True)
class Progress:
    """A step with what it lacks; `is_done` once nothing needed is missing and it was looked at."""

    step: Step
    missing: tuple[Missing, ...]
    is_done: bool


def progress_of(hall: Hall, missing: Sequence[Missing]) -> tuple[Progress, ...]:
    """Each step of the set-up, with what `missing_of` found."""
    made = []
    for step in STEPS:
        lacking = tuple(one for one in missing if one.step == step.name)
        touched = TOUCHED.get(step.name)
        done = not lacking and (touched is None or touched(hall))
        made.append(Progress(step, lacking, done))
    return tuple(made)
