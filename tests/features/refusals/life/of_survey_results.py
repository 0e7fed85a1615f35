"""What is done with a closed survey: worked out, judged, confirmed, published, followed up."""

import io
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

from bening.accounts.imports.table import csv_of
from bening.accounts.models import Person, Role
from bening.surveys.actions import (
    external,
    importing,
    improvement,
    integrity,
    microdata,
    publication,
    results,
)
from bening.surveys.import_files import ImportMapping
from bening.surveys.instruments import instrument_of
from bening.surveys.models import (
    ExternalSource,
    PeriodState,
    PublicationPlace,
    SpentToken,
    Verdict,
)
from tests.adapters import samples
from tests.features.refusals.life.people import LifeCast
from tests.features.refusals.life.rows import Row, rows
from tests.features.surveys_results.making import (
    answered,
    make_period,
    make_questionnaire,
    make_services,
)
from tests.people import NOW, TODAY


def closed(cast: LifeCast) -> SimpleNamespace:
    """A closed period with answers, and one that takes an import."""
    cast.assigned(Role.PRELIMINARY, Role.TPI, Role.TPN)
    make_services(cast)
    made = SimpleNamespace(unit=cast.unit, owner=cast.area_member)
    made.period = answered(cast)
    form = make_questionnaire("spak-1")
    made.open = make_period(
        cast, name="Impor", state=PeriodState.OPEN, questionnaire=form, closed_at=None
    )
    codes = [item.code for item in instrument_of(form).items]
    made.content = csv_of(codes, [["4"] * len(codes) for _ in range(6)])
    made.mapping = ImportMapping(
        dict(enumerate(codes)), {at: {"4": "4"} for at in range(len(codes))}
    )
    made.paper = keep(made, cast.pic)
    made.index = enter(made, cast.inspector, kind="spkp", value="3.7")
    return made


def processed(cast: LifeCast) -> SimpleNamespace:
    """The same, worked out."""
    made = closed(cast)
    made.result = results.process_period(period=made.period, by=cast.pic, now=NOW)
    return made


def confirmed(cast: LifeCast) -> SimpleNamespace:
    """The same, confirmed, with a plan of somebody of area 5."""
    made = processed(cast)
    made.period = results.confirm_result(
        period=made.period, result=made.result, by=cast.unit_head, now=NOW
    )
    made.plan = plan(made, cast.pic)
    return made


def published(cast: LifeCast) -> SimpleNamespace:
    """The same, public, its plan done."""
    made = confirmed(cast)
    made.period = publication.publish_result(period=made.period, by=cast.unit_head, now=NOW)
    done(made, cast.pic)
    return made


def keep(s: SimpleNamespace, by: Person) -> object:
    return importing.keep_answer_file(
        period=s.open, content=s.content, filename="isian.csv", by=by, now=NOW
    )


def enter(s: SimpleNamespace, by: Person, kind: str = "spak", value: str = "3.6") -> object:
    return external.enter_external_index(
        unit=s.unit,
        kind=kind,
        source=ExternalSource.BPS,
        value=Decimal(value),
        respondents=40,
        measured_from=date(2026, 2, 1),
        measured_until=date(2026, 3, 1),
        number="",
        dated_on=TODAY,
        file=io.BytesIO(samples.pdf()),
        filename="laporan.pdf",
        by=by,
        now=NOW,
    )


def plan(s: SimpleNamespace, by: Person) -> object:
    return improvement.plan_improvement(
        period=s.period,
        element="skm.time",
        action="Loket kedua.",
        owner=s.owner,
        due_on=TODAY,
        by=by,
        now=NOW,
    )


def done(s: SimpleNamespace, by: Person) -> object:
    return improvement.complete_improvement(
        plan=s.plan,
        outcome="Antrean turun.",
        dated_on=TODAY,
        file=io.BytesIO(samples.picture()),
        filename="foto.png",
        by=by,
        now=NOW,
    )


RESULTS: dict[str, Row] = {
    **rows(
        closed,
        process_period=lambda s, by: results.process_period(period=s.period, by=by, now=NOW),
    ),
    **rows(
        processed,
        confirm_result=lambda s, by: results.confirm_result(
            period=s.period, result=s.result, by=by, now=NOW
        ),
    ),
}


def bereft(cast: LifeCast) -> SimpleNamespace:
    """A closed period of which one answer that was thanked for is gone."""
    made = closed(cast)
    SpentToken.objects.create(hash=bytes(32), receipt=bytes(32), period=made.period)
    return made


INTEGRITY: dict[str, Row] = rows(
    processed,
    decide_signal=lambda s, by: integrity.decide_signal(
        period=s.period,
        signal="speeders",
        verdict=Verdict.KEPT,
        reason="Wajar.",
        by=by,
        now=NOW,
    ),
) | rows(
    bereft,
    declare_lost=lambda s, by: integrity.declare_lost(
        period=s.period, reason="Cakram rusak.", by=by, now=NOW
    ),
)
EXTERNAL: dict[str, Row] = rows(
    closed,
    enter_external_index=enter,
    withdraw_external_index=lambda s, by: external.withdraw_external_index(
        index=s.index, reason="Salah ketik", by=by, now=NOW
    ),
)
IMPORTING: dict[str, Row] = rows(
    closed,
    keep_answer_file=keep,
    import_answers=lambda s, by: importing.import_answers(
        period=s.open, document=s.paper, mapping=s.mapping, by=by, now=NOW
    ),
)
IMPROVEMENT: dict[str, Row] = {
    **rows(confirmed, plan_improvement=plan, complete_improvement=done),
    **rows(
        published,
        conclude_follow_up=lambda s, by: improvement.conclude_follow_up(
            period=s.period, by=by, now=NOW
        ),
    ),
}
PUBLICATION: dict[str, Row] = {
    **rows(
        confirmed,
        publish_result=lambda s, by: publication.publish_result(period=s.period, by=by, now=NOW),
        issue_report=lambda s, by: publication.issue_report(
            period=s.period, number="SRV-1", dated_on=TODAY, by=by, now=NOW
        ),
    ),
    **rows(
        published,
        record_publication=lambda s, by: publication.record_publication(
            period=s.period,
            place=PublicationPlace.BOARD,
            url="",
            published_on=TODAY,
            file=io.BytesIO(samples.picture()),
            filename="papan.png",
            by=by,
            now=NOW,
        ),
    ),
}
MICRODATA: dict[str, Row] = rows(
    confirmed,
    export_microdata=lambda s, by: microdata.export_microdata(
        period=s.period, kind="spak", by=by, now=NOW
    ),
)
