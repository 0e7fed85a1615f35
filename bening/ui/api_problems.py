"""Every answer of the interface that is no success: one shape by RFC 9457, told in one place.

What an operation can be refused with follows from what it takes: `told_in` writes it into the
OpenAPI document, and no route says it by hand.
"""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse, JsonResponse
from ninja import Field, Schema
from ninja.openapi.schema import REF_TEMPLATE

MEDIA_TYPE = "application/problem+json"
WRITES = {"post", "put", "delete"}
MEANINGS = {
    400: "Isi permintaan bukan objek JSON atau tidak terbaca.",
    401: "Token tidak ada, salah, dicabut, atau sudah berakhir.",
    403: "Bukan hak Anda; `title` menyebut alasannya.",
    404: "Tidak ada, atau bukan milik Anda.",
    409: "Berubah sejak dibaca, sudah tercatat, atau keadaannya belum memungkinkan.",
    413: "Berkas atau isi permintaan terlalu besar.",
    422: "Bentuk atau isinya tidak dapat diterima; `faults` menyebut setiap tempatnya.",
}
OTHERWISE = "Server sibuk (503), penyimpanan penuh (507), atau kesalahan sistem (500)."


class Fault(Schema):
    """Where in the request, such as `body.year`, and what is wrong there."""

    where: str
    what: str


class Problem(Schema):
    """Why a request was not carried out. A field that does not apply is left out."""

    type: str = Field(
        description="`urn:bening:…`, atau `about:blank` bila ditolak sebelum sampai ke aplikasi.",
        examples=["urn:bening:refusal:not_allowed"],
    )
    title: str = Field(
        description="Kalimat untuk orang.", examples=["Anda tidak berhak melakukan ini."]
    )
    status: int = Field(description="Sama dengan status HTTP.", examples=[403])
    detail: str = Field("", description="Yang dapat dilakukan.")
    code: str = Field("", description="Sandi tetap aturannya.", examples=["not_allowed"])
    values: dict[str, str | list[str]] = Field({}, description="Angka dan nama dalam kalimatnya.")
    faults: list[Fault] = Field([], description="Setiap kesalahan bentuk, pada 422.")


def problem(status: int, kind: str, title: str, **more: Any) -> HttpResponse:
    """An answer of the kind `urn:bening:KIND`; `more` as in `Problem`."""
    return JsonResponse(
        {"type": f"urn:bening:{kind}", "title": title, "status": status, **more},
        status=status,
        content_type=MEDIA_TYPE,
        headers={"WWW-Authenticate": "Bearer"} if status == 401 else None,
    )


def told_in(document: dict[str, Any]) -> None:
    """Writes into an OpenAPI document with what each of its operations may be refused.

    A refusal that a route describes itself stays as it is, in the media type of a problem.
    """
    parts = document["components"]
    shapes = Problem.model_json_schema(ref_template=REF_TEMPLATE)
    parts["schemas"] |= {**shapes.pop("$defs"), "Problem": shapes}
    parts["responses"] = {
        _name(status): _response(meaning) for status, meaning in MEANINGS.items()
    } | {"Otherwise": _response(OTHERWISE)}
    for methods in document["paths"].values():
        for method, told in methods.items():
            answers = told["responses"]
            for status in [each for each in answers if each >= 400]:
                content = answers[status]["content"]
                content[MEDIA_TYPE] = content.pop("application/json")
            for status in _refusals(method, told):
                answers.setdefault(status, _reference(_name(status)))
            answers["default"] = _reference("Otherwise")


def _refusals(method: str, told: dict[str, Any]) -> Iterator[int]:
    """The statuses that an operation can be refused with, smallest first."""
    takes_body, parameters = "requestBody" in told, told["parameters"]
    names_something = any(each["schema"].get("format") == "uuid" for each in parameters)
    if takes_body:
        yield 400
    yield from (401, 403)
    if takes_body or names_something or any(each["in"] == "path" for each in parameters):
        yield 404
    if method in WRITES:
        yield 409
    if takes_body:
        yield 413
    if method in WRITES or parameters:
        yield 422


def _name(status: int) -> str:
    return f"Problem{status}"


def _reference(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/responses/{name}"}


def _response(meaning: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": meaning, "content": {MEDIA_TYPE: {"schema": schema}}}
