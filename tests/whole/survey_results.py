"""What stands on a closed survey of the cast's unit, made when first named."""

from functools import cached_property
from types import SimpleNamespace

from bening.accounts.imports.table import csv_of
from bening.documents.models import OfficialDocument
from bening.surveys.actions.importing import keep_answer_file
from bening.surveys.actions.improvement import plan_improvement
from bening.surveys.actions.results import confirm_result, process_period
from bening.surveys.content import read_content
from bening.surveys.instruments import instrument_of
from bening.surveys.models import ExternalIndex, ImprovementPlan, PeriodState, SurveyPeriod
from tests.features.refusals.life.of_survey_results import enter
from tests.features.surveys_results.making import (
    answered,
    make_period,
    make_questionnaire,
    make_services,
)
from tests.people import NOW, TODAY, Cast


class Resulted:
    """A confirmed period with its plan, a value from outside, a file to be imported."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    @cached_property
    def period(self) -> SurveyPeriod:
        make_services(self.cast)
        period = answered(self.cast)
        result = process_period(period=period, by=self.cast.pic, now=NOW)
        return confirm_result(period=period, result=result, by=self.cast.unit_head, now=NOW)

    @cached_property
    def shown_group(self) -> tuple[str, str]:
        """An attribute and one of its groups that may be shown."""
        content = read_content(self.period.results.get().content)
        return next(
            (code, group.key)
            for code, groups in content.results.kinds["spak"].attributes.items()  # type: ignore[index]  # keys are enums of text
            for group in groups
            if not group.withheld and group.key
        )

    @cached_property
    def plan(self) -> ImprovementPlan:
        return plan_improvement(
            period=self.period, element="skm.time", action="Loket kedua.",
            owner=self.cast.area_member, due_on=TODAY, by=self.cast.pic, now=NOW,
        )  # fmt: skip

    @cached_property
    def external(self) -> ExternalIndex:
        made = enter(SimpleNamespace(unit=self.cast.unit), self.cast.inspector)
        assert isinstance(made, ExternalIndex)
        return made

    @cached_property
    def open_period(self) -> SurveyPeriod:
        form = make_questionnaire("spak-1")
        return make_period(
            self.cast, name="Impor", state=PeriodState.OPEN, questionnaire=form, closed_at=None
        )

    @cached_property
    def file(self) -> OfficialDocument:
        codes = [item.code for item in instrument_of(self.open_period.questionnaire).items]
        content = csv_of(codes, [["4"] * len(codes) for _ in range(6)])
        return keep_answer_file(
            period=self.open_period, content=content, filename="a.csv", by=self.cast.pic, now=NOW
        )
