"""What the national team can do for one program in its present state."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from django.utils.translation import gettext as _

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.domain.gates import NEVER_WAIVED, Level
from bening.nominations import actions, forms
from bening.nominations.actions.evaluation import CLEARED_IN, NOTED_IN
from bening.nominations.conditions import newest_panel
from bening.nominations.gating import GateRow
from bening.nominations.models import Clearance, ClearanceBody, Objection, PanelSession, Vote
from bening.nominations.queries import national_people
from bening.nominations.rules import rules_of
from bening.nominations.words import gate_label
from bening.nominations.working import Work
from bening.programs.models import ProgramState, ZoneProgram

State = ProgramState


def works(
    program: ZoneProgram, gates: Sequence[GateRow], person: Person, now: datetime
) -> list[Work]:
    """The forms of the national page of a program."""
    found: list[Work] = []
    if program.state == State.ADMIN_SELECTION:
        found += [_selection(program, person, now), *_acceptance(program, gates, person, now)]
    if program.state == State.OBJECTION:
        found.append(_objection(program, person, now))
    if program.state == State.TPN_PRECHECK:
        found += [*_acceptance(program, gates, person, now), _rejection(program, person, now)]
    if program.state == State.PANEL:
        found += _panel(program, person, now)
    if program.state in CLEARED_IN:
        found += _clearances(program, person, now)
    if program.state in NOTED_IN:
        found.append(_note(program, person, now))
    if program.state in (State.NOMINATED, State.ADMIN_SELECTION):
        found.append(_rules(program, person, now))
    return found


def _selection(program: ZoneProgram, person: Person, now: datetime) -> Work:
    return Work(
        name="seleksi",
        title=_("Hasil seleksi administrasi"),
        button=_("Putuskan dan terbitkan"),
        make=partial(forms.SelectionForm, initial={"dated_on": today_of(person, now)}),
        act=partial(actions.decide_selection, program=program, by=person, now=now),
        done=_("Hasil seleksi terbit."),
        help=_("Suratnya memuat keadaan setiap syarat seperti di halaman ini."),
        is_main=True,
    )


def _acceptance(
    program: ZoneProgram, gates: Sequence[GateRow], person: Person, now: datetime
) -> list[Work]:
    open_ones = [
        (row.gate.id, gate_label(row.gate))
        for row in gates
        if row.gate.stops and row.gate.level is Level.UNIT and row.gate.id not in NEVER_WAIVED
    ]
    if not open_ones:
        return []
    return [
        Work(
            name="pertimbangan",
            title=_("Terima dengan pertimbangan teknis"),
            button=_("Catat pertimbangan"),
            make=partial(forms.AcceptForm, requirements=open_ones),
            act=partial(actions.accept_gate, program=program, by=person, now=now),
            done=_("Pertimbangan teknis tercatat."),
            help=_(
                "Hanya syarat unit; syarat instansi, masa tunggu, dan perkara KKN tidak dapat "
                "dikecualikan."
            ),
        )
    ]


def _objection(program: ZoneProgram, person: Person, now: datetime) -> Work:
    if Objection.objects.filter(program=program, is_accepted__isnull=True).exists():
        return Work(
            name="jawaban",
            title=_("Jawab sanggahan"),
            button=_("Putuskan"),
            make=forms.AnswerForm,
            act=partial(actions.answer_objection, program=program, by=person, now=now),
            done=_("Jawaban tercatat."),
            help=_("Keputusan ini final; instansi tidak dapat menyanggah lagi."),
            is_main=True,
        )
    return Work(
        name="tutup-sanggah",
        title=_("Tutup masa sanggah"),
        button=_("Tutup masa sanggah"),
        make=forms.ReasonForm,
        act=partial(actions.close_objection_period, program=program, by=person, now=now),
        done=_("Masa sanggah ditutup."),
        help=_("Setelah batas akhirnya lewat, atau bila sanggahan sudah dipakai."),
    )


def _rejection(program: ZoneProgram, person: Person, now: datetime) -> Work:
    return Work(
        name="tolak",
        title=_("Tidak dievaluasi"),
        button=_("Terbitkan pemberitahuan"),
        make=partial(forms.RejectForm, initial={"dated_on": today_of(person, now)}),
        act=partial(actions.reject_at_precheck, program=program, by=person, now=now),
        done=_("Pemberitahuan terbit."),
        help=_("Lanjut ke desk evaluasi dicatat pada halaman program."),
    )


def _note(program: ZoneProgram, person: Person, now: datetime) -> Work:
    return Work(
        name="catatan",
        title=_("Catat wawancara, kunjungan, atau media"),
        button=_("Simpan catatan"),
        make=partial(forms.NoteForm, initial={"held_on": today_of(person, now)}),
        act=partial(actions.write_field_note, program=program, by=person, now=now),
        done=_("Catatan tersimpan."),
    )


def _clearances(program: ZoneProgram, person: Person, now: datetime) -> list[Work]:
    today = today_of(person, now)
    asked = set(Clearance.objects.filter(program=program).values_list("body", flat=True))
    found = []
    if asked != set(ClearanceBody.values):
        found.append(
            Work(
                name="minta-klarifikasi",
                title=_("Catat permintaan klarifikasi"),
                button=_("Catat permintaan"),
                make=partial(forms.ClearanceRequestForm, initial={"requested_on": today}),
                act=partial(actions.request_clearance, program=program, by=person, now=now),
                done=_("Permintaan tercatat."),
            )
        )
    if asked:
        found.append(
            Work(
                name="klarifikasi",
                title=_("Catat jawaban lembaga"),
                button=_("Simpan jawaban"),
                make=partial(forms.ClearanceForm, initial={"received_on": today}),
                act=partial(actions.record_clearance, program=program, by=person, now=now),
                done=_("Jawaban tercatat."),
                help=_("Jawaban yang lebih baru menggantikan yang lama; suratnya tetap tersimpan."),
                is_main=program.state == State.CLEARANCE,
            )
        )
    return found


def _panel(program: ZoneProgram, person: Person, now: datetime) -> list[Work]:
    session = newest_panel(program)
    if session is None:
        people, quorum = national_people(program, now), rules_of(program.cycle).quorum
        words = _("Anda menjadi ketua panel. Kuorum %(quorum)s suara.")
        if len(people) < quorum:
            words = _(
                "Kuorum %(quorum)s suara, sedangkan baru %(count)s orang TPN yang ditugaskan untuk "
                "unit ini. Tambahkan orang ke timnya sebelum membuka panel."
            )
        return [
            Work(
                name="panel",
                title=_("Buka panel"),
                button=_("Buka panel"),
                make=partial(forms.PanelForm, people=people),
                act=partial(actions.open_panel, program=program, by=person, now=now),
                done=_("Panel dibuka; setiap anggota memberikan suaranya."),
                help=words % {"quorum": quorum, "count": len(people)},
                is_main=True,
            )
        ]
    return _ending(program, session, person, now) if session.is_decided else []


def _ending(
    program: ZoneProgram, session: PanelSession, person: Person, now: datetime
) -> list[Work]:
    today = today_of(person, now)
    if session.report is None:
        if session.chair_id != person.pk:
            return []
        return [
            Work(
                name="lhe",
                title=_("Terbitkan LHE TPN"),
                button=_("Tanda tangani dan segel"),
                make=partial(forms.NumberForm, initial={"dated_on": today}),
                act=partial(actions.issue_national_report, program=program, by=person, now=now),
                done=_("LHE TPN terbit."),
                is_main=True,
            )
        ]
    if session.decision == Vote.AWARD:
        return [
            Work(
                name="predikat",
                title=_("Catat keputusan penetapan"),
                button=_("Tetapkan predikat"),
                make=partial(forms.DecreeForm, initial={"decreed_on": today}),
                act=partial(actions.award_title, program=program, by=person, now=now),
                done=_("Predikat tercatat."),
                is_main=True,
            )
        ]
    return [
        Work(
            name="pembinaan",
            title=_("Kembalikan untuk pembinaan"),
            button=_("Kembalikan untuk pembinaan"),
            make=partial(forms.ReasonForm, initial={"reason": session.reason}),
            act=partial(actions.decline_by_panel, program=program, by=person, now=now),
            done=_("Program dikembalikan untuk pembinaan."),
            is_main=True,
        )
    ]


def _rules(program: ZoneProgram, person: Person, now: datetime) -> Work:
    rules = rules_of(program.cycle)
    initial = {
        "objection_days": rules.objection_days,
        "working_days": rules.working_days,
        "quorum": rules.quorum,
        "source": rules.source,
    }
    return Work(
        name="aturan",
        title=_("Masa sanggah dan kuorum siklus ini"),
        button=_("Simpan aturan"),
        make=partial(forms.RulesForm, initial=initial),
        act=partial(actions.set_rules, cycle=program.cycle, by=person, now=now),
        done=_("Aturan tersimpan."),
        help=_("Berlaku untuk semua unit instansi ini pada siklus ini."),
    )


def of_panel(session: PanelSession, person: Person, now: datetime) -> list[Work]:
    """The forms of a panel's page."""
    if session.is_decided:
        return []
    members = list(session.members.select_related("person"))
    own = next((member for member in members if member.person_id == person.pk), None)
    found = []
    if own is not None and not own.vote and not own.absent:
        found.append(
            Work(
                name="suara",
                title=_("Suara Anda"),
                button=_("Simpan suara"),
                make=forms.VoteForm,
                act=partial(actions.cast_vote, session=session, by=person, now=now),
                done=_("Suara Anda tersimpan, tertutup sampai semua anggota bersuara."),
                help=_("Suara tidak dapat diganti setelah disimpan."),
                is_main=True,
            )
        )
    if session.chair_id != person.pk:
        return found
    awaited = [member.person for member in members if not member.vote and not member.absent]
    inside = {member.person_id for member in members}
    others = [one for one in national_people(session.program, now) if one.pk not in inside]
    if awaited:
        found.append(
            Work(
                name="absen",
                title=_("Catat yang tidak hadir"),
                button=_("Catat tidak hadir"),
                make=partial(forms.AbsentForm, people=awaited),
                act=partial(actions.mark_absent, session=session, by=person, now=now),
                done=_("Ketidakhadiran tercatat."),
            )
        )
    if others:
        found.append(
            Work(
                name="anggota",
                title=_("Tambah anggota"),
                button=_("Tambahkan"),
                make=partial(forms.MemberForm, people=others),
                act=partial(actions.add_panel_member, session=session, by=person, now=now),
                done=_("Anggota ditambahkan."),
            )
        )
    if not awaited:
        found.append(
            Work(
                name="putusan",
                title=_("Tutup panel"),
                button=_("Hitung suara dan terbitkan berita acara"),
                make=partial(forms.DecideForm, initial={"dated_on": today_of(person, now)}),
                act=partial(actions.decide_panel, session=session, by=person, now=now),
                done=_("Panel memutus; berita acara terbit."),
                help=_("Putusan mengikuti suara: lebih dari separuh untuk penetapan."),
                is_main=True,
            )
        )
    return found
