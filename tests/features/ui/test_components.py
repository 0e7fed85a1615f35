"""The living page of components, and the shell around every page."""

import re
from collections.abc import Iterator

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.test import Client, override_settings

from bening.ui.icons import ICONS

COMPONENTS = (
    "b-meter--lead",
    "b-meter--cell",
    "b-meter--row",
    "b-meter--panel",
    "b-chart",
    "b-limit",
    "b-tag--earned",
    "b-note--caution",
    "b-empty",
    "b-help",
    "b-chip",
    "b-seg",
    "b-step--now",
    "b-log",
    "b-drop",
    "b-dialog",
    "b-q--now",
    "b-versus",
    "b-sortlink",
    "b-morebar",
    "invalid-feedback",
    "b-messages",
)


@pytest.fixture(autouse=True)
def only_this_layer() -> Iterator[None]:
    with override_settings(ROOT_URLCONF="tests.features.ui.refusing_urls"):
        yield


def drawn(template: str, **values: object) -> str:
    return Template("{% load ui %}" + template).render(Context(values))


def test_the_page_is_hidden_from_people_who_administer_nothing(client: Client) -> None:
    assert client.get("/komponen/").status_code == 404


def test_administrators_see_it(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bening.ui.views.is_administrator", lambda _: True)

    assert client.get("/komponen/").status_code == 200


@override_settings(DEBUG=True)
def test_it_shows_each_component(client: Client) -> None:
    page = client.get("/komponen/?pesan=1").text

    for css in COMPONENTS:
        assert re.search(rf'class="[^"]*\b{css}\b', page), css


@override_settings(DEBUG=True)
def test_it_sorts_and_filters_without_script(client: Client) -> None:
    found = client.get("/komponen/?q=dinas&urut=name").text
    rows = re.findall(r'<td><a href="#k-tabel">([^<]+)</a>', found)

    assert rows == sorted(rows)
    assert all("Dinas" in name for name in rows)
    assert "Tidak ada unit dengan kata" in client.get("/komponen/?q=zzz").text


@override_settings(DEBUG=True)
def test_the_hatch_patterns_stand_in_the_page_itself(client: Client) -> None:
    page = client.get("/komponen/").text

    assert 'id="b-hatch-gap"' in page
    assert 'id="b-hatch-if"' in page


@override_settings(DEBUG=True)
def test_every_id_is_there_once(client: Client) -> None:
    ids = re.findall(r'\sid="([^"]+)"', client.get("/komponen/").text)

    assert sorted(ids) == sorted(set(ids))


@override_settings(DEBUG=True)
def test_the_language_is_switched_in_the_menu(client: Client) -> None:
    response = client.post("/i18n/", {"language": "en", "next": "/komponen/"})

    assert response.status_code == 302
    assert '<html lang="en">' in client.get("/komponen/").text


def test_an_icon_without_a_meaning_is_hidden_and_one_with_is_a_picture() -> None:
    assert 'aria-hidden="true"' in drawn('{% icon "check2" %}')
    assert 'role="img" aria-label="Selesai"' in drawn('{% icon "check2" label="Selesai" %}')


def test_what_is_empty_says_so_before_the_next_step() -> None:
    page = drawn('{% emptystate "Belum ada LHP" plain=True %}<p>Catat LHP.</p>{% endemptystate %}')

    assert page.index("Belum ada LHP") < page.index("Catat LHP.")


@override_settings(DEBUG=True)
def test_an_unknown_icon_is_refused_while_developing() -> None:
    with pytest.raises(TemplateSyntaxError, match="does not list"):
        drawn('{% icon "unicorn" %}')


def test_icons_are_listed_in_order() -> None:
    assert list(ICONS) == sorted(set(ICONS))


def test_words_in_components_are_escaped() -> None:
    for template in (
        "{% tag bad %}",
        "{% emptystate title=bad %}{% endemptystate %}",
        "{% dialog id='x' title=bad %}{% enddialog %}",
        "{% helppanel bad %}{% endhelppanel %}",
        "{% gap 1 target=bad %}",
        "{% chips items %}",
        "{% timeline entries %}",
    ):
        page = drawn(
            template,
            bad="<script>",
            items=[{"label": "<script>", "href": "?"}],
            entries=[{"who": "<script>", "sentence": "<script>", "at": None}],
        )
        assert "<script>" not in page
        assert "&lt;script&gt;" in page


def test_what_is_missing_is_said_and_nothing_missing_is_silent() -> None:
    assert (
        drawn("{% gap '1.14' target='WBK' %}")
        == '<span class="b-gap">Kurang 1,14 untuk WBK.</span>'
    )
    assert drawn("{% gap 0 %}") == ""


def test_a_limit_shows_missing_value_and_minimum() -> None:
    row = drawn('{% limit "Area 5" "8.77" low=9 high="11.25" max=15 %}')

    assert "kurang 0,23" in row
    assert "<b>8,77</b> / 9" in row
    assert 'aria-label="Area 5: 8,77, ambang WBK 9"' in row


def test_steps_name_the_current_one() -> None:
    page = drawn(
        "{% steps items %}", items=[{"title": "Satu", "state": "now", "href": "/", "act": "Buka"}]
    )

    assert 'aria-current="step"' in page
    assert "btn-primary" in page


def test_a_drop_is_a_plain_upload_form() -> None:
    page = drawn('{% drop "/unggah/" %}', csrf_token="x")

    assert 'enctype="multipart/form-data"' in page
    assert 'type="submit"' in page
    assert 'name="csrfmiddlewaretoken"' in page


@pytest.mark.parametrize(
    ("label", "shown"),
    [("Evaluasi TPI", "evaluasi TPI"), ("TPI", "TPI"), ("Desk TPN", "desk TPN"), ("", "")],
)
def test_a_label_inside_a_sentence_keeps_its_abbreviations(label: str, shown: str) -> None:
    template = Template("{% load ui %}{{ label|inside }}")
    assert template.render(Context({"label": label})) == shown
