"""An agency's own questionnaires."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bening.accounts.refusals import NotAllowed
from bening.domain.surveys import read_instrument
from bening.surveys.actions import questionnaires as actions
from bening.surveys.editing import choices_of_aspects, edited
from bening.surveys.models import Questionnaire, QuestionnaireState
from bening.surveys.refusals import SurveyRefused, WrongMoment
from bening.surveys.shipped import store_shipped
from tests.people import NOW, Cast, sign_in

pytestmark = pytest.mark.django_db
Shipped = dict[str, Questionnaire]


@pytest.fixture
def draft(cast: Cast, shipped: Shipped) -> Questionnaire:
    return actions.adapt(source=shipped["spak"], agency=cast.agency, by=cast.agency_admin, now=NOW)


def edit(cast: Cast, draft: Questionnaire, **posted: str) -> Questionnaire:
    named = {name.replace("__", "-"): value for name, value in posted.items()}
    return actions.edit(questionnaire=draft, posted=named, by=cast.agency_admin, now=NOW)


def test_shipped_questionnaires_are_stored_once_and_can_be_read(shipped: Shipped) -> None:
    assert set(shipped) == {"spak", "spkp", "skm", "combined", "rating"}
    assert store_shipped(now=NOW) == []
    for one in shipped.values():
        assert one.agency is None
        assert one.state == QuestionnaireState.APPROVED
        assert read_instrument(one.content).items


def test_only_the_administrator_adapts(cast: Cast, shipped: Shipped) -> None:
    for who in (cast.pic, cast.unit_head, cast.inspector, cast.agency_head, cast.outsider):
        with pytest.raises(NotAllowed):
            actions.adapt(source=shipped["spak"], agency=cast.agency, by=who, now=NOW)


def test_a_draft_is_a_copy_whose_sentences_change(cast: Cast, draft: Questionnaire) -> None:
    source = draft.content
    changed = edit(cast, draft, **{"item-0-text-id": "  Saya  dilayani sama. "})
    assert changed.content["items"][0]["text"]["id"] == "Saya dilayani sama."
    assert changed.content["items"][0]["aspect"] == source["items"][0]["aspect"]
    assert changed.content["items"][0]["text"]["en"] == source["items"][0]["text"]["en"]
    assert changed.sha256 != draft.sha256
    shipped_one = Questionnaire.objects.get(agency=None, slug="spak")
    assert shipped_one.content["items"][0]["text"]["id"] != "Saya dilayani sama."


def test_an_item_is_added_under_an_aspect(cast: Cast, draft: Questionnaire) -> None:
    count = len(draft.content["items"])
    made = edit(
        cast,
        draft,
        **{
            "new-aspect": "spak:gifts",
            "new-text-id": "Petugas menolak hadiah.",
            "new-text-en": "Officers turned gifts down.",
        },
    )
    added = made.content["items"][-1]
    assert (len(made.content["items"]), added["aspect"], added["code"]) == (
        count + 1,
        "gifts",
        "T1",
    )
    assert read_instrument(made.content).item("T1") is not None
    again = edit(cast, made, **{"new-aspect": "spak:gifts", "new-text-id": "Lagi."})
    assert again.content["items"][-1]["code"] == "T2"


@pytest.mark.parametrize("aspect", ["skm:time", "spak:time", "", "spak:gifts:x", "nope"])
def test_an_aspect_of_another_survey_adds_nothing(
    cast: Cast, draft: Questionnaire, aspect: str
) -> None:
    made = edit(cast, draft, **{"new-aspect": aspect, "new-text-id": "Apa saja."})
    assert len(made.content["items"]) == len(draft.content["items"])


def test_every_aspect_that_is_offered_can_be_read(shipped: Shipped) -> None:
    for one in shipped.values():
        for value, _kind, _aspect in choices_of_aspects(one.content):
            posted = {"new-aspect": value, "new-text-id": "Butir.", "new-text-en": "Item."}
            assert read_instrument(edited(one.content, posted)).item("T1")


def test_a_form_without_one_of_its_aspects_is_not_approved(
    cast: Cast, draft: Questionnaire
) -> None:
    gone = {
        f"item-{at}-drop": "on"
        for at, item in enumerate(draft.content["items"])
        if item["aspect"] == "brokering"
    }
    edit(cast, draft, **gone)
    with pytest.raises(SurveyRefused, match="questionnaire_faulty"):
        actions.approve(questionnaire=draft, by=cast.agency_admin, now=NOW)
    draft.refresh_from_db()
    assert draft.state == QuestionnaireState.DRAFT


def test_an_added_language_is_a_fault_until_it_is_written(cast: Cast, draft: Questionnaire) -> None:
    made = edit(cast, draft, **{"new-language": "JV"})
    assert made.content["languages"] == ["id", "en", "jv"]
    with pytest.raises(SurveyRefused, match="questionnaire_faulty"):
        actions.approve(questionnaire=made, by=cast.agency_admin, now=NOW)
    back = edit(cast, made, **{"drop-language-jv": "on"})
    assert back.content == draft.content


def test_approved_it_never_changes_and_the_next_version_follows(
    cast: Cast, draft: Questionnaire
) -> None:
    admin = cast.agency_admin
    actions.approve(questionnaire=draft, by=admin, now=NOW)
    for act in (actions.approve, actions.discard):
        with pytest.raises(WrongMoment, match="questionnaire_is_fixed"):
            act(questionnaire=draft, by=admin, now=NOW)
    with pytest.raises(WrongMoment, match="questionnaire_is_fixed"):
        edit(cast, draft, **{"item-0-text-id": "Lain."})
    draft.refresh_from_db()
    following = actions.adapt(source=draft, agency=cast.agency, by=admin, now=NOW)
    assert (following.slug, following.version, following.based_on) == ("spak", 2, draft)
    with pytest.raises(WrongMoment, match="questionnaire_draft_exists"):
        actions.adapt(source=draft, agency=cast.agency, by=admin, now=NOW)


def test_shipped_ones_and_those_of_others_stay_as_they_are(
    cast: Cast, shipped: Shipped, draft: Questionnaire
) -> None:
    admin = cast.agency_admin
    for act in (actions.approve, actions.discard, actions.stop_using):
        with pytest.raises(WrongMoment, match="questionnaire_is_shipped"):
            act(questionnaire=shipped["spak"], by=admin, now=NOW)
    foreign = Questionnaire.objects.create(
        agency=cast.outside_agency,
        slug="spak",
        version=1,
        title="Lain",
        content=draft.content,
        sha256=draft.sha256,
        made_at=NOW,
    )
    with pytest.raises(NotAllowed):
        actions.approve(questionnaire=foreign, by=admin, now=NOW)
    with pytest.raises(SurveyRefused, match="questionnaire_of_other_agency"):
        actions.adapt(source=foreign, agency=cast.agency, by=admin, now=NOW)
    with pytest.raises(WrongMoment, match="questionnaire_not_approved"):
        actions.adapt(source=draft, agency=cast.agency, by=admin, now=NOW)


def test_a_retired_one_is_not_offered(cast: Cast, draft: Questionnaire) -> None:
    admin = cast.agency_admin
    with pytest.raises(WrongMoment, match="questionnaire_not_approved"):
        actions.stop_using(questionnaire=draft, by=admin, now=NOW)
    actions.approve(questionnaire=draft, by=admin, now=NOW)
    assert actions.stop_using(questionnaire=draft, by=admin, now=NOW).state == "retired"


def test_pages_of_questionnaires(
    cast: Cast, draft: Questionnaire, client: Client, django_assert_max_num_queries: Any
) -> None:
    sign_in(client, cast.agency_admin)
    client.get(reverse("surveys:questionnaires"))
    with django_assert_max_num_queries(8):
        page = client.get(reverse("surveys:questionnaires"))
    assert draft.title in page.content.decode()
    edit_page = reverse("surveys:questionnaire_edit", args=[draft.pk])
    assert client.get(edit_page).status_code == 200
    gone = {
        f"item-{at}-drop": "on"
        for at, item in enumerate(draft.content["items"])
        if item["aspect"] == "gifts"
    }
    client.post(edit_page, gone)
    text = client.get(reverse("surveys:questionnaire", args=[draft.pk])).content.decode()
    assert "hal belum lengkap" in text
    assert "Lihat sebagai responden" not in text
    assert client.get(reverse("surveys:preview", args=[draft.pk])).status_code == 302
    sign_in(client, cast.outsider)
    for name in ("questionnaire", "questionnaire_edit", "preview"):
        assert client.get(reverse(f"surveys:{name}", args=[draft.pk])).status_code == 404


def test_the_preview_shows_what_is_asked_lowest_answer_first(
    cast: Cast, shipped: Shipped, client: Client
) -> None:
    sign_in(client, cast.pic)
    address = reverse("surveys:preview", args=[shipped["spak"].pk])
    page = client.get(f"{address}?bahasa=id").content.decode()
    assert page.index("Sangat tidak setuju") < page.index("Sangat setuju")
    assert "Strongly agree" in client.get(f"{address}?bahasa=en").content.decode()
    assert client.get(f"{address}?bahasa=zz").status_code == 200
    assert (
        client.get(reverse("surveys:questionnaire_edit", args=[shipped["spak"].pk])).status_code
        == 404
    )
