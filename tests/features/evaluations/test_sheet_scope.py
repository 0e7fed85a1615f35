"""Every address of a sheet: nothing of it for another agency, another unit, or nobody."""

import pytest
from django.test import Client

from bening.evaluations.models import EvaluationSheet
from tests.people import Cast, sign_in

CODE = "A.I.5.iii.c"
PATHS = [
    ("get", ""),
    ("get", "saringan/"),
    ("get", f"butir/{CODE}/"),
    ("get", f"butir/{CODE}/rincian/"),
    ("get", f"butir/{CODE}/bagian/"),
    ("get", f"butir/{CODE}/jawaban/"),
    ("post", f"butir/{CODE}/jawaban/"),
    ("post", f"butir/{CODE}/pakai-ulang/"),
    ("get", f"butir/{CODE}/riwayat/"),
    ("post", f"butir/{CODE}/diskusi/"),
    ("get", f"butir/{CODE}/penugasan/"),
    ("post", f"butir/{CODE}/penugasan/"),
]
FIELDS = {"seen": "0", "note": "", "value": "B", "text": "Halo"}


def ask(client: Client, method: str, path: str, *, script: bool = False) -> int:
    headers = {"HX-Request": "true"} if script else {}
    data = FIELDS if method == "post" else {}
    status: int = getattr(client, method)(path, data, headers=headers).status_code
    return status


@pytest.mark.parametrize(("method", "path"), PATHS)
@pytest.mark.parametrize("who", ["outsider", "outside_admin", "operator", "colleague"])
def test_others_find_nothing(
    cast: Cast, sheet: EvaluationSheet, who: str, method: str, path: str
) -> None:
    client = sign_in(Client(), getattr(cast, who))
    for script in (False, True):
        found = ask(client, method, f"/lembar-kerja/{sheet.pk}/{path}", script=script)
        assert found == 404 or (who == "operator" and found == 302)


@pytest.mark.parametrize(("method", "path"), PATHS)
def test_another_unit_of_the_agency_finds_nothing(
    cast: Cast, sheet: EvaluationSheet, method: str, path: str
) -> None:
    from bening.accounts.models import Role  # noqa: PLC0415
    from tests.people import give, make_person  # noqa: PLC0415

    stranger = make_person("Yuda Pratama", agency=cast.agency)
    give(stranger, Role.UNIT_PIC, unit=cast.other_unit)
    client = sign_in(Client(), stranger)
    assert ask(client, method, f"/lembar-kerja/{sheet.pk}/{path}") == 404


@pytest.mark.parametrize(("method", "path"), PATHS)
def test_nobody_is_led_to_the_sign_in(
    client: Client, sheet: EvaluationSheet, method: str, path: str
) -> None:
    assert ask(client, method, f"/lembar-kerja/{sheet.pk}/{path}") == 302
    assert ask(client, method, f"/lembar-kerja/{sheet.pk}/{path}", script=True) == 401


@pytest.mark.parametrize(("method", "path"), [p for p in PATHS if CODE in p[1]])
def test_a_code_that_is_not_asked(
    pic_client: Client, sheet: EvaluationSheet, method: str, path: str
) -> None:
    wrong = path.replace(CODE, "A.I.9.x.z")
    assert ask(pic_client, method, f"/lembar-kerja/{sheet.pk}/{wrong}", script=True) == 404
