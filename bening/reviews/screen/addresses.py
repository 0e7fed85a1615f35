"""The addresses of the review screen, under those of its round."""

from django.urls import URLPattern, path

from bening.reviews.views import screen

_ROUND = "evaluasi/<uuid:key>/lembar/"
_QUESTION = f"{_ROUND}<str:code>/"

SCREEN: list[URLPattern] = [
    path(_ROUND, screen.sheet, name="sheet"),
    path(_QUESTION, screen.panel, name="panel"),
    path(f"{_QUESTION}nilai/", screen.mark, name="mark"),
    path(f"{_QUESTION}pesan/", screen.comment, name="comment"),
    path(f"{_QUESTION}catatan/", screen.notes, name="notes"),
    path(f"{_QUESTION}catatan/<uuid:note>/hapus/", screen.drop_note, name="drop_note"),
]
