"""Run in a process of its own on a real server's data: a unit that asks, and those who are asked.

Prints one line of JSON: the address of a survey that takes tokens with such tokens, one with a link
for everybody, and a quick rating.
"""

import json
import os
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

import django

TOKENS = 24


def main() -> None:
    """Makes the surveys, open since a month."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bening.config.settings"
    django.setup()
    from django.db import transaction

    with transaction.atomic():
        made = surveys()
    sys.stdout.write(json.dumps(made) + "\n")


def surveys() -> dict[str, object]:
    """What the stories need to know."""
    from bening.surveys.models import SurveyPeriod
    from bening.surveys.tokens_made import issue_tokens
    from tests.features.surveys_public.conftest import Asked, make_questionnaire
    from tests.people import Cast

    now = datetime.now(UTC)
    span: dict[str, Any] = {
        "starts_on": now.date() - timedelta(days=30),
        "ends_on": now.date() + timedelta(days=30),
        "opened_at": now,
    }
    asked = Asked(Cast(), slug="dengan-kode", name="Triwulan ini", **span)
    period = asked.period

    def another(slug: str, **changed: object) -> SurveyPeriod:
        made = SurveyPeriod.objects.get(pk=period.pk)
        made.slug, made.has_open_link = slug, True
        for name, value in changed.items():
            setattr(made, name, value)
        made.pk = SurveyPeriod._meta.get_field("id").get_default()
        made.save(force_insert=True)
        return made

    open_one = another("tautan-terbuka")
    rating = another("di-loket", questionnaire=make_questionnaire("rating-1"))
    return {
        "slug": period.slug,
        "tokens": issue_tokens(period=period, count=TOKENS),
        "open": open_one.slug,
        "rating": rating.slug,
    }


if __name__ == "__main__":
    main()
