"""A case as its reporter reads it: where it is, until when, what was said, what can be done."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from bening.calendars.queries import holidays_between
from bening.casework.clocks import AHEAD, clocks_of, days_off_around, first_day, standing_of
from bening.casework.models import CaseClock, ClockState
from bening.complaints.actions.settling import OMBUDSMAN_AFTER
from bening.complaints.content import Story, read_story, read_text
from bening.complaints.models import (
    Attachment,
    Complaint,
    ComplaintMessage,
    ComplaintState,
    ComplaintStep,
    MessageKind,
)
from bening.complaints.moving import APPEAL, START, VERIFY, class_term
from bening.domain.complaints import BY_REPORTER, OPEN, WITHOUT_FILES, Act, acts_in
from bening.domain.complaints.states import State
from bening.domain.days import day_in
from bening.domain.workdays import working_days_between

UNSEEN_STEPS = {Act.NOTE.value, Act.ASSIGN.value, Act.CONCERN.value}
OF_REPORTER = {
    MessageKind.REPLY,
    MessageKind.ADDITION,
    MessageKind.DISAGREEMENT,
    MessageKind.APPEAL,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One text of the conversation; without name: the office answers, not a person."""

    message: ComplaintMessage
    text: str
    is_mine: bool
    who: str


@dataclass(frozen=True, slots=True)
class Passed:
    """One step that was made."""

    at: datetime
    what: str
    unit: str


@dataclass(frozen=True, slots=True)
class Promise:
    """The clock that matters to the reporter now; `due_on` is None while it is paused."""

    term: str
    due_on: date | None
    days: int
    spent: int
    left: int
    is_late: bool

    @property
    def share(self) -> float:
        """How much of the time is gone, 0 to 400, for the drawing."""
        return min(400.0, 400.0 * self.spent / self.days)

    @property
    def day_number(self) -> int:
        """Which day of the term today is; the last one stays."""
        return min(self.spent, self.days)


@dataclass(frozen=True, slots=True)
class Case:
    """What the page of a case shows."""

    complaint: Complaint
    story: Story
    lines: list[Line]
    passed: list[Passed]
    files: list[Attachment]
    promise: Promise | None
    can: frozenset[str]
    today: date

    @property
    def question(self) -> Line | None:
        """The question that waits for the reporter."""
        if self.complaint.asked_at is None:
            return None
        asked = [line for line in self.lines if line.message.kind == MessageKind.QUESTION]
        return asked[-1] if asked else None

    @property
    def is_redirected(self) -> bool:
        """Whether it, or the one it follows, belongs to the protected channel."""
        main = self.complaint.merged_into or self.complaint
        return bool(main.state == ComplaintState.REDIRECTED)

    @property
    def may_add_files(self) -> bool:
        """Whether something can still be added."""
        return self.complaint.state not in {state.value for state in WITHOUT_FILES}

    @property
    def may_go_to_ombudsman(self) -> bool:
        """Whether the way to the Ombudsman is shown: told of it, or refused for good."""
        kept = self.complaint
        refused = kept.state == ComplaintState.REFUSED and kept.appeal_decided_at is not None
        return refused or kept.ombudsman_told_at is not None or self._is_long_open

    @property
    def _is_long_open(self) -> bool:
        kept = self.complaint
        if State(kept.state) not in OPEN | {State.APPEALED}:
            return False
        first = day_in(kept.unit.zone, kept.filed_at)
        if (self.today - first).days <= OMBUDSMAN_AFTER:
            return False
        off = holidays_between(kept.unit.agency, first, self.today)
        return working_days_between(first, self.today, off) > OMBUDSMAN_AFTER

    @property
    def stands(self) -> str:
        """The state in plain words."""
        return _stands(self.complaint)


def case_of(kept: Complaint, *, now: datetime) -> Case:
    """The case of somebody who has its code: texts opened, no names of officers in it.

    A merged one shows the answers of the complaint it follows or why that one was redirected, and
    nothing else of it. Raises
    PersonalDataUnreadable.
    """
    lines = [_line(each) for each in _said(kept)]
    if kept.merged_into is not None:
        answers = kept.merged_into.messages.filter(
            kind__in=(MessageKind.ANSWER, MessageKind.REDIRECTION)
        )
        lines += [_line(each) for each in answers.select_related("complaint__unit")]
    today = day_in(kept.unit.zone, now)
    return Case(
        complaint=kept,
        story=read_story(kept),
        lines=lines,
        passed=[_passed(each, kept) for each in _steps(kept)],
        files=list(kept.attachments.all()),
        promise=_promise(kept, today, now),
        can=frozenset(act.value for act in acts_in(State(kept.state)) & BY_REPORTER),
        today=today,
    )


def _said(kept: Complaint) -> list[ComplaintMessage]:
    rows = kept.messages.exclude(kind=MessageKind.NOTE).select_related("complaint__unit")
    return list(rows)


def _line(message: ComplaintMessage) -> Line:
    is_mine = message.kind in OF_REPORTER
    who = _("Anda") if is_mine else message.complaint.unit.name
    return Line(message, read_text(message), is_mine, who)


def _steps(kept: Complaint) -> list[ComplaintStep]:
    return list(kept.steps.exclude(act__in=UNSEEN_STEPS).select_related("unit"))


def _passed(step: ComplaintStep, kept: Complaint) -> Passed:
    words = {
        Act.FILE: _("Anda mengirim laporan") if step.by_id is None else _("Petugas mencatatnya"),
        Act.VERIFY: _("Diperiksa dan diterima"),
        Act.REFUSE: _("Ditolak, alasannya tertulis di bawah"),
        Act.FORWARD: _("Diteruskan kepada %(unit)s") % {"unit": step.unit.name},
        Act.START: _("Mulai ditangani"),
        Act.ASK: _("Petugas bertanya kepada Anda; waktu dijeda"),
        Act.REPLY: _("Anda membalas; waktu berjalan lagi"),
        Act.ADD: _("Anda menambah keterangan"),
        Act.ANSWER: _("Dijawab"),
        Act.AGREE: _("Anda setuju; selesai"),
        Act.CLOSE: _("Ditutup karena tidak ada kabar dari Anda"),
        Act.REOPEN: _("Anda belum puas; dibuka kembali"),
        Act.APPEAL: _("Anda mengajukan keberatan"),
        Act.UPHOLD: _("Keberatan diputus: penolakan tetap"),
        Act.GRANT: _("Keberatan dikabulkan; diperiksa lagi"),
        Act.MERGE: _("Digabung dengan laporan lain tentang hal yang sama"),
        Act.HAND_OVER: _("Dilimpahkan kepada %(to)s") % {"to": kept.handed_over_to},
        Act.REDIRECT: _("Ditutup di sini; tempatnya jalur rahasia"),
        Act.RATE: _("Anda menilai penanganannya"),
        Act.OMBUDSMAN: _("Anda diberi tahu jalur Ombudsman"),
    }
    return Passed(step.at, words.get(Act(step.act), step.get_state_display()), step.unit.name)


def _promise(kept: Complaint, today: date, now: datetime) -> Promise | None:
    going = [clock for clock in clocks_of(kept.pk) if clock.state != ClockState.STOPPED]
    clock = min(going, key=lambda each: _rank(each, kept), default=None)
    if clock is None:
        return None
    off = days_off_around(kept.unit.agency, first_day(clock), today)
    found = standing_of(clock, now, days_off=off)
    due = found.due_on
    left = 0
    if due is not None:
        left = working_days_between(
            today, due, holidays_between(kept.unit.agency, today, today + AHEAD)
        )
    return Promise(clock.term, due, clock.days, found.spent, left, found.is_late)


def _rank(clock: CaseClock, kept: Complaint) -> int:
    """The answer is what counts; before it the check, and of an appeal its decision."""
    order = [APPEAL, VERIFY, class_term(kept) if kept.classification else "", START]
    return order.index(clock.term) if clock.term in order else len(order)


def _stands(kept: Complaint) -> str:
    if kept.asked_at is not None and kept.state in {state.value for state in OPEN}:
        return _("Menunggu balasan Anda")
    words = {
        State.FILED: _("Sedang diperiksa kelengkapannya"),
        State.VERIFIED: _("Diterima, akan ditangani"),
        State.REFUSED: _("Ditolak"),
        State.APPEALED: _("Keberatan Anda sedang diputus"),
        State.FORWARDED: _("Diteruskan ke unit yang berwenang"),
        State.IN_PROGRESS: _("Sedang ditangani"),
        State.ANSWERED: _("Sudah dijawab, menunggu tanggapan Anda"),
        State.CLOSED: _("Selesai"),
        State.REOPENED: _("Dibuka kembali"),
        State.MERGED: _("Ditangani bersama laporan yang sama"),
        State.HANDED_OVER: _("Dilimpahkan kepada penegak hukum"),
        State.REDIRECTED: _("Perlu Anda sampaikan lewat jalur rahasia"),
    }
    return words[State(kept.state)]
