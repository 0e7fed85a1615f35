"""Pages with a form that keeps a draft, and a server that can be told to fail."""

import time
from dataclasses import dataclass, field
from types import SimpleNamespace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template import engines
from django.urls import include, path

FORM = """
<form id="isian" data-draft="answer:1:A" data-draft-autosave method="post" action="/simpan/"
  hx-post="/simpan/" hx-target="this" hx-swap="outerHTML" hx-sync="this:queue last">{% csrf_token %}
  <input type="hidden" name="version" value="{{ version }}" data-draft-base>
  <label><input type="radio" name="choice" value="A"
    {% if choice == "A" %}checked{% endif %}> A</label>
  <label><input type="radio" name="choice" value="B"
    {% if choice == "B" %}checked{% endif %}> B</label>
  <label for="note">Penjelasan</label>
  <textarea class="form-control" id="note" name="note">{{ note }}</textarea>
  <span data-draft-state role="status"></span>
</form>
"""
WHOLE = """
<form id="utuh" data-draft="saran:1" method="post" action="/utuh/">{% csrf_token %}
  {% if fault %}<div role="alert">{{ fault }}</div>{% endif %}
  <label for="note">Saran</label><textarea class="form-control" id="note" name="note"></textarea>
  <span data-draft-state role="status"></span>
  <button class="btn btn-ink" type="submit">Kirim</button>
</form>
"""
PAGE = (
    '{% extends "ui/base.html" %}{% block title %}Uji{% endblock %}{% block content %}<h1>Uji</h1>'
)
MORE = """
<form action="/hapus/" method="post" data-confirm="Bukti ini dipakai di 2 jawaban."
  data-confirm-title="Hapus foto rapat?" data-confirm-do="Hapus foto">{% csrf_token %}
  <button class="btn btn-ink" type="submit">Hapus</button></form>
<a class="btn btn-outline-secondary" href="/pilih/" data-dialog-load>Ganti unit</a>
<input id="cari" aria-label="Cari" data-shortcut="/">
<button class="btn" type="button" hx-get="/tolak/" hx-target="#isian">Tolak</button>
"""


@dataclass
class Server:
    """What the server has, what reached it, and how it answers: ok, conflict, broken or slow."""

    answers: str = "ok"
    version: int = 7
    note: str = ""
    choice: str = ""
    received: list[dict[str, str]] = field(default_factory=list)
    deleted: int = 0


server = Server()


def shown(request: HttpRequest, template: str, status: int = 200) -> HttpResponse:
    person = request.GET.get("orang", "ani")
    request.user = SimpleNamespace(  # type: ignore[assignment]
        is_authenticated=True,
        is_anonymous=False,
        pk=person,
        email=f"{person}@tirtamaya.example",
        agency=None,
        get_full_name=person.title,
        get_username=lambda: person,
    )
    values = {"version": server.version, "note": server.note, "choice": server.choice}
    text = engines["django"].from_string(template).render(values, request)
    return HttpResponse(text, status=status)


def form_page(request: HttpRequest) -> HttpResponse:
    return shown(request, f"{PAGE}{FORM}{MORE}{{% endblock %}}")


def other_page(request: HttpRequest) -> HttpResponse:
    return shown(request, f"{PAGE}{{% endblock %}}")


def choose(request: HttpRequest) -> HttpResponse:
    return shown(
        request,
        '{% extends "ui/base.html" %}{% block content %}<h1>Pilih unit</h1>'
        '<a href="/lain/">Dinas B</a>{% endblock %}',
    )


def delete(request: HttpRequest) -> HttpResponse:
    server.deleted += 1
    return other_page(request)


def whole(request: HttpRequest) -> HttpResponse:
    if request.method == "POST" and server.answers == "refused":
        messages.error(request, "Belum bisa.")
        return redirect("/utuh/")
    if request.method == "POST" and server.answers == "conflict":
        text = WHOLE.replace("></textarea>", f">{request.POST['note']}</textarea>")
        text = text.replace("{% if fault %}", "").replace("{% endif %}", "")
        return shown(request, f"{PAGE}{text}{{% endblock %}}", status=422)
    if request.method == "POST":
        server.note = request.POST["note"]
        return redirect("/utuh/")
    return shown(request, f"{PAGE}{WHOLE}{{% endblock %}}")


def refuse(request: HttpRequest) -> HttpResponse:
    from bening.domain.refusals import Refused  # noqa: PLC0415

    raise Refused("test_refused_by_rule")


def save(request: HttpRequest) -> HttpResponse:
    if server.answers == "broken":
        return HttpResponse(status=500)
    if server.answers == "slow":
        time.sleep(1.2)
    server.received.append({name: str(value) for name, value in request.POST.items()})
    if server.answers == "conflict":
        return HttpResponse("<article>Dua versi</article>", status=409)
    server.version += 1
    server.note = request.POST.get("note", "")
    server.choice = request.POST.get("choice", "")
    return shown(request, FORM)


urlpatterns = [
    path("", include("bening.ui.urls")),
    path("isian/", form_page),
    path("lain/", other_page),
    path("pilih/", choose),
    path("hapus/", delete),
    path("utuh/", whole),
    path("masuk/", other_page, name="account_login"),
    path("tolak/", refuse),
    path("simpan/", save),
]
