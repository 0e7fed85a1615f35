"""Folded questions from skeletons: the same page, and nothing of one reader in another's."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.template import Context, Template
from django.test import Client
from django.utils import timezone, translation

from bening.accounts.models import Person
from bening.evaluations import actions
from bening.evaluations.models import EvaluationSheet, SheetState
from bening.evaluations.pages import skeletons
from bening.evaluations.pages.card import Card
from bening.evaluations.pages.loading import Details, load
from bening.evaluations.pages.sheet import one_card
from tests.features.evaluations.conftest import Save
from tests.people import NOW, Cast, sign_in

CODE = "A.I.5.iii.c"
RATIO = "A.II.5.ii.a"
INDEX = "B.I.a.1"
NOTE = "Baris pertama <b>tebal</b>\nbaris kedua & seterusnya"
QUERIES = [
    "?area=5",
    "?area=1",
    "?area=B.I",
    "?lembar=penuh",
    "?cari=unit",
    "?saring=tanpa-bukti",
    "?area=5&simulasi=1",
    f"?area=5&coba:{CODE}=A&coba:A.I.5.i.a=B",
    f"?lembar=penuh&coba:{CODE}=A",
]

Fill = Callable[[EvaluationSheet], None]


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    skeletons._kept.clear()
    yield
    skeletons._kept.clear()


@pytest.fixture
def varied(
    cast: Cast,
    sheet: EvaluationSheet,
    last_year: EvaluationSheet,
    save: Save,
    prove: Callable[..., object],
) -> EvaluationSheet:
    """A sheet with a bit of everything that a folded question shows."""
    for code, value in ((CODE, "B"), ("A.I.5.i.b", "A"), ("A.I.1.i.b", "A")):
        save(last_year, code, value, note="Dari tahun lalu")
    prove(last_year, "A.I.5.i.b", "Bukti lama")
    save(sheet, CODE, "C", note=NOTE)
    save(sheet, "A.I.5.i.a", "A")
    save(sheet, RATIO, inputs={"pengaduan_wajib": "4", "pengaduan_selesai": "2"})
    save(sheet, INDEX, "3.60", note=NOTE)
    prove(sheet, "A.I.5.i.a", "Laporan <rahasia>")
    for code, due in ((CODE, date(2026, 1, 6)), ("A.I.5.i.b", date(2026, 1, 6)), (RATIO, None)):
        actions.assign(
            sheet=sheet,
            official_code=code,
            assignee=cast.area_member,
            due_on=due,
            by=cast.unit_head,
            now=NOW,
        )
    return sheet


def read(client: Client, sheet: EvaluationSheet, query: str, language: str = "id") -> str:
    """A sheet page without what differs at each request."""
    client.cookies["bening_language"] = language
    answer = client.get(f"/lembar-kerja/{sheet.pk}/{query}", headers={"accept-language": language})
    assert answer.status_code == 200
    return re.sub(r"\b[A-Za-z0-9]{64}\b", "TOKEN", answer.content.decode())


def drawn_by_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Card, "is_plain", property(lambda _card: False))


READERS = ["pic", "unit_head", "area_member", "inspector"]


@pytest.mark.once
@pytest.mark.slow
@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("locked", [False, True])
def test_every_reader_gets_the_page_that_the_templates_draw(
    cast: Cast,
    varied: EvaluationSheet,
    monkeypatch: pytest.MonkeyPatch,
    locked: bool,
    language: str,
) -> None:
    if locked:
        EvaluationSheet.objects.filter(pk=varied.pk).update(state=SheetState.SUBMITTED)
    at = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: at)  # the page says when it was drawn
    clients = {who: sign_in(Client(), getattr(cast, who)) for who in READERS}
    pages = {
        (who, query): read(client, varied, query, language)
        for who, client in clients.items()
        for query in QUERIES
    }
    assert skeletons._kept, "no page was made of skeletons"
    drawn_by_templates(monkeypatch)
    for (who, query), html in pages.items():
        assert html == read(clients[who], varied, query, language), (who, query)


def test_what_is_kept_holds_nothing_of_sheet_and_people(
    cast: Cast, varied: EvaluationSheet
) -> None:
    for who in READERS:
        for query in QUERIES:
            read(sign_in(Client(), getattr(cast, who)), varied, query)
    text = "\n".join(piece for kept in skeletons._kept.values() for piece in kept.pieces)
    assert "Baris pertama" not in text
    assert "rahasia" not in text
    assert "Dari tahun lalu" not in text
    assert str(varied.pk) not in text
    assert not re.search(r"\b[A-Za-z0-9]{64}\b", text), "a token is kept"
    assert not any(person.name in text for person in Person.objects.all())


def test_a_second_sheet_gets_its_own_addresses_and_answers(
    pic_client: Client, varied: EvaluationSheet, last_year: EvaluationSheet
) -> None:
    this, other = read(pic_client, varied, "?area=5"), read(pic_client, last_year, "?area=5")
    assert str(varied.pk) in this
    assert str(varied.pk) not in other
    assert "Baris pertama" not in other


def test_each_reader_has_a_token_of_their_own(
    cast: Cast, varied: EvaluationSheet, pic_client: Client
) -> None:
    secrets = []
    for client in (pic_client, sign_in(Client(), cast.unit_head)):
        html = client.get(f"/lembar-kerja/{varied.pk}/?area=5").content.decode()
        tokens = set(re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', html))
        assert len(tokens) == 1
        secrets.append(tokens.pop())
    assert secrets[0] != secrets[1]


def test_languages_never_mix(pic_client: Client, sheet: EvaluationSheet) -> None:
    first = read(pic_client, sheet, "?area=5", "id")
    english = read(pic_client, sheet, "?area=5", "en")
    assert '<html lang="en">' in english
    assert "belum dijawab" in first
    assert "belum dijawab" not in english
    assert first == read(pic_client, sheet, "?area=5", "id")


def folded(cast: Cast, sheet: EvaluationSheet) -> Card:
    of = load(person=cast.pic, sheet=sheet, now=timezone.now())
    return replace(one_card(of, Details(), CODE), is_open=False, is_current=False, attached=None)


def made(card: Card) -> skeletons.Skeleton:
    sheet_id = card.urls.question.split("/")[2]
    return skeletons.skeleton_of(card, sheet_id=sheet_id, base=f"/lembar-kerja/{sheet_id}/")


def test_instruments_never_mix(cast: Cast, sheet: EvaluationSheet) -> None:
    card = folded(cast, sheet)
    revised = replace(card, instrument="0" * 64, text="Pertanyaan menurut naskah lain")
    made(card)
    assert "Pertanyaan menurut naskah lain" in "".join(made(revised).pieces)
    assert "Pertanyaan menurut naskah lain" not in "".join(made(card).pieces)


@pytest.mark.parametrize(
    "changed",
    [
        {"may_answer": False},
        {"may_assign": False},
        {"is_simulated": True, "may_answer": False},
        {"is_mine": True},
        {"is_lazy": True, "options": ()},
        {"note": "Ada", "may_answer": False},
        {"assignee": "Ani Setiawati"},
        {"due_on": date(2026, 3, 1)},
        {"due_on": date(2026, 3, 1), "is_overdue": True},
        {"is_answered": True},
        {"findings": ("Bertentangan.",)},
    ],
)
def test_shapes_never_mix(cast: Cast, sheet: EvaluationSheet, changed: dict[str, Any]) -> None:
    card = folded(cast, sheet)
    other = replace(card, **changed)
    one, two = made(card), made(other)
    assert one is not two
    assert one.pieces != two.pieces
    assert made(replace(card, version=card.version + 1)) is one


def test_a_skeleton_refuses_what_belongs_to_a_person(cast: Cast, sheet: EvaluationSheet) -> None:
    shown = Template("{{ card.changed_by }}")
    seen = skeletons.Marked(folded(cast, sheet), str(sheet.pk))
    with pytest.raises(skeletons.NotKept):
        shown.render(Context({"card": seen}))


def test_what_is_kept_is_bounded(
    cast: Cast, sheet: EvaluationSheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(skeletons, "MOST_KEPT", 3)
    card = folded(cast, sheet)
    for number in range(10):
        made(replace(card, instrument=f"{number:064}"))
        assert len(skeletons._kept) <= 3


def test_text_that_looks_like_a_mark_is_text(cast: Cast, sheet: EvaluationSheet) -> None:
    card = folded(cast, sheet)
    forged = replace(card, note="[note] [sheet_id] </textarea><script>")
    with translation.override("id"):
        html = made(forged).filled(forged, {"sheet_id": "S", "csrf_token": "T"}, lambda _n: "")
    assert "[note] [sheet_id] &lt;/textarea&gt;&lt;script&gt;" in html
