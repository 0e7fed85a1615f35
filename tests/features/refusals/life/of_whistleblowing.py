"""Protected reports: who names, who holds a key, who reads.

`colleague` and `staff` are the handlers a report was sealed to, `pic` one who made a key later,
`area_member` one without a key; `group_lead` and `group_member` are the custodians. Whoever acts
on a report is given the open keys of a handler: only the right stands in the way.
"""

from datetime import date
from types import SimpleNamespace

from bening.accounts.models import Person
from bening.domain.whistleblowing import IdentityContent, ReportAct
from bening.whistleblowing import sites
from bening.whistleblowing.desk import (
    evaluating,
    granting,
    identity,
    keys,
    naming,
    passing,
    recovery,
    steps,
)
from bening.whistleblowing.desk.unlocking import OpenKeys
from bening.whistleblowing.models import (
    ChannelEvaluation,
    Consent,
    HandlerKey,
    HolderKind,
    KeyHolder,
    Passing,
    SiteMode,
)
from tests.features.refusals.life.people import LifeCast
from tests.features.refusals.life.rows import Row, rows
from tests.features.whistleblowing_desk.world import PASSPHRASE, World
from tests.people import NOW, TODAY


def named(cast: LifeCast) -> SimpleNamespace:
    """A site, somebody named who made no key yet, and an evaluation."""
    world = World(cast)
    world.with_key(cast.colleague)
    made = evaluated(SimpleNamespace(agency=cast.agency), cast.inspector)
    return SimpleNamespace(
        agency=cast.agency,
        site=world.site,
        someone=cast.tpi_elsewhere,
        holder=world.name(cast.area_member),
        point=made.points.get(),
    )


def filed(cast: LifeCast) -> SimpleNamespace:
    """A report with an identity, sealed to two handlers; a third made a key afterwards."""
    world = World(cast)
    for person in (cast.colleague, cast.staff):
        world.with_key(person)
    report = world.file(identity=IdentityContent(name="Pelapor Satu", contact=""))
    world.with_key(cast.unit_head, cast.unit)
    triaged = world.file()
    steps.take_step(
        report=triaged,
        act=ReportAct.BEGIN_TRIAGE,
        note="Masuk wewenang.",
        message="Terima kasih.",
        by=cast.colleague,
        now=NOW,
    )
    return SimpleNamespace(
        report=report,
        triaged=triaged,
        unit=cast.unit,
        later=world.with_key(cast.pic),
        opened={who.pk: world.open(who).secrets for who in (cast.colleague, cast.staff)},
        asker=cast.colleague,
        other=cast.staff,
    )


def asked(cast: LifeCast) -> SimpleNamespace:
    """The identity was asked for by the first handler."""
    made = filed(cast)
    made.request = ask(made, made.asker)
    return made


def agreed(cast: LifeCast) -> SimpleNamespace:
    """The second handler agreed."""
    made = asked(cast)
    made.request = agree(made, made.other)
    return made


def consented(cast: LifeCast) -> SimpleNamespace:
    """The reporter said yes to what the first handler wrote."""
    made = filed(cast)
    made.passing = ask_consent(made, made.asker)
    Passing.objects.update(consent=Consent.GIVEN)
    return made


def lost(cast: LifeCast) -> SimpleNamespace:
    """A handler left, and another one is to get the key from the custodians."""
    world = World(cast)
    world.with_key(cast.group_lead, kind=HolderKind.FIRST_CUSTODIAN)
    world.with_key(cast.group_member, kind=HolderKind.SECOND_CUSTODIAN)
    key = world.with_key(cast.colleague)
    assert isinstance(key, HandlerKey)
    world.open(cast.colleague)  # leaves the copy for recovery
    receiver = world.with_key(cast.staff)
    holder = KeyHolder.objects.get(person=cast.colleague)
    naming.dismiss_holder(holder=holder, by=cast.inspector, now=NOW)
    return SimpleNamespace(
        key=HandlerKey.objects.get(pk=key.pk),
        receiver=receiver,
        opened={cast.staff.pk: world.open(cast.staff).secrets},
        inspector=cast.inspector,
        first=cast.group_lead,
        second=cast.group_member,
    )


def recovering(cast: LifeCast) -> SimpleNamespace:
    """The recovery was asked for."""
    made = lost(cast)
    made.recovery = ask_recovery(made, made.inspector)
    return made


def handed(cast: LifeCast) -> SimpleNamespace:
    """Both custodians gave their part."""
    made = recovering(cast)
    give(made, made.second)
    give(made, made.first)
    return made


def open_keys(made: SimpleNamespace, by: Person) -> OpenKeys:
    """The own keys of a handler; for anybody else those of one of the handlers."""
    held = made.opened.get(by.pk) or next(iter(made.opened.values()))
    return OpenKeys(by.pk, dict(held))


def set_up(made: SimpleNamespace, by: Person) -> object:
    return sites.set_site(
        agency=made.agency,
        slug=made.site.slug,
        mode=SiteMode.CENTRAL,
        is_open=False,
        answer_days=5,
        triage_days=10,
        result_days=60,
        keep_years=5,
        keep_identity_years=2,
        other_bodies="",
        by=by,
        now=NOW,
    )


def evaluated(made: SimpleNamespace, by: Person) -> ChannelEvaluation:
    return evaluating.publish_evaluation(
        agency=made.agency,
        unit=None,
        starts_on=date(TODAY.year - 1, 1, 1),
        ends_on=date(TODAY.year - 1, 6, 30),
        findings="Poster belum ada.",
        changes="",
        points=["Pasang poster"],
        by=by,
        now=NOW,
    )


def ask(made: SimpleNamespace, by: Person) -> object:
    return identity.ask(
        report=made.report, reason="Saksi", keys=open_keys(made, by), by=by, now=NOW
    )


def agree(made: SimpleNamespace, by: Person) -> object:
    return identity.agree(request=made.request, keys=open_keys(made, by), by=by, now=NOW)


def ask_consent(made: SimpleNamespace, by: Person) -> object:
    return passing.ask_consent(
        report=made.report,
        channel="complaint",
        text="Mohon diperiksa.",
        keys=open_keys(made, by),
        by=by,
        now=NOW,
    )


def ask_recovery(made: SimpleNamespace, by: Person) -> object:
    return recovery.ask_recovery(
        key=made.key, receiver=made.receiver, reason="Pindah", by=by, now=NOW
    )


def give(made: SimpleNamespace, by: Person) -> object:
    return recovery.give_part(recovery=made.recovery, passphrase=PASSPHRASE, by=by, now=NOW)


SITES: dict[str, Row] = rows(named, set_site=set_up)
NAMING: dict[str, Row] = rows(
    named,
    name_holder=lambda s, by: naming.name_holder(
        agency=s.agency, person=s.someone, kind=HolderKind.HANDLER, unit=None, by=by, now=NOW
    ),
    dismiss_holder=lambda s, by: naming.dismiss_holder(holder=s.holder, by=by, now=NOW),
)
EVALUATING: dict[str, Row] = rows(
    named,
    publish_evaluation=evaluated,
    settle_point=lambda s, by: evaluating.settle_point(
        point=s.point, done="Terpasang", by=by, now=NOW
    ),
)
KEYS: dict[str, Row] = rows(
    named,
    make_key=lambda s, by: keys.make_key(
        holder=s.holder, passphrase=PASSPHRASE, again=PASSPHRASE, accepts=True, by=by, now=NOW
    ),
    change_passphrase=lambda s, by: keys.change_passphrase(
        old=PASSPHRASE, passphrase=PASSPHRASE + " a", again=PASSPHRASE + " a", by=by, now=NOW
    ),
)
STEPS: dict[str, Row] = rows(
    filed,
    take_step=lambda s, by: steps.take_step(
        report=s.report,
        act=ReportAct.BEGIN_TRIAGE,
        note="Masuk wewenang.",
        message="Terima kasih.",
        by=by,
        now=NOW,
    ),
    write_message=lambda s, by: steps.write_message(report=s.report, text="Kapan?", by=by, now=NOW),
    write_note=lambda s, by: steps.write_note(report=s.report, text="Periksa", by=by, now=NOW),
)
GRANTING: dict[str, Row] = rows(
    filed,
    grant=lambda s, by: granting.grant(
        report=s.report, key=s.later, reason="Ahli", keys=open_keys(s, by), by=by, now=NOW
    ),
    hand_over=lambda s, by: granting.hand_over(
        report=s.triaged, unit=s.unit, reason="Unit", keys=open_keys(s, by), by=by, now=NOW
    ),
    renew=lambda s, by: granting.renew(report=s.report, keys=open_keys(s, by), by=by, now=NOW),
)
IDENTITY: dict[str, Row] = {
    **rows(filed, ask=ask),
    **rows(
        asked,
        agree=agree,
        refuse=lambda s, by: identity.refuse(request=s.request, by=by, now=NOW),
    ),
    **rows(
        agreed,
        read=lambda s, by: identity.read(request=s.request, keys=open_keys(s, by), by=by, now=NOW),
    ),
}
PASSING: dict[str, Row] = {
    **rows(
        filed,
        ask_consent=ask_consent,
        pass_without=lambda s, by: passing.pass_without(
            report=s.report,
            channel="audit",
            text="Mohon diperiksa.",
            confirms=True,
            keys=open_keys(s, by),
            by=by,
            now=NOW,
        ),
    ),
    **rows(
        consented,
        pass_agreed=lambda s, by: passing.pass_agreed(
            report=s.report, passing=s.passing, by=by, now=NOW
        ),
    ),
}
RECOVERY: dict[str, Row] = {
    **rows(lost, ask_recovery=ask_recovery),
    **rows(
        recovering,
        give_part=give,
        refuse_recovery=lambda s, by: recovery.refuse_recovery(recovery=s.recovery, by=by, now=NOW),
    ),
    **rows(
        handed,
        receive=lambda s, by: recovery.receive(
            recovery=s.recovery, keys=open_keys(s, by), by=by, now=NOW
        ),
    ),
}
