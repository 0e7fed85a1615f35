"""Public paths of the evaluation."""

from django.urls import path

from bening.evaluations.views import (
    answers,
    cycles,
    discussion,
    downloads,
    imports,
    instruments,
    sheet,
    submission,
)

app_name = "evaluations"

SHEET = "lembar-kerja/<uuid:sheet_id>/"
QUESTION = SHEET + "butir/<str:code>/"

urlpatterns = [
    path(SHEET, sheet.sheet, name="sheet"),
    path(SHEET + "saringan/", sheet.filters, name="filters"),
    path(QUESTION, sheet.question, name="question"),
    path(QUESTION + "bagian/", answers.parts, name="parts"),
    path(QUESTION + "rincian/", sheet.rest, name="rest"),
    path(QUESTION + "jawaban/", answers.answer, name="answer"),
    path(QUESTION + "pakai-ulang/", answers.reuse, name="reuse"),
    path(QUESTION + "riwayat/", discussion.history, name="history"),
    path(QUESTION + "diskusi/", discussion.comment, name="comment"),
    path(QUESTION + "penugasan/", discussion.assignment, name="assignment"),
    path(SHEET + "periksa/", submission.check, name="check"),
    path(SHEET + "kirim/", submission.submit, name="submit"),
    path(SHEET + "buka-kembali/", submission.reopen, name="reopen"),
    path(SHEET + "rekaman/<int:number>/", submission.snapshot, name="snapshot"),
    path(SHEET + "rekaman/<int:number>/berkas/", submission.snapshot_file, name="snapshot_file"),
    path(SHEET + "unduh/lke.xlsx", downloads.workbook, name="workbook"),
    path(SHEET + "unduh/lke.pdf", downloads.sheet_document, name="sheet_pdf"),
    path(SHEET + "unduh/nilai.pdf", downloads.score_document, name="score_pdf"),
    path(SHEET + "unduh/jawaban.json", downloads.answers_file, name="answers_file"),
    path(SHEET + "impor/", imports.import_file, name="import"),
    path("administrasi/siklus/", cycles.cycles, name="cycles"),
    path("administrasi/siklus/baru/", cycles.cycle_new, name="cycle_new"),
    path("administrasi/siklus/<uuid:key>/", cycles.cycle, name="cycle"),
    path("instrumen/", instruments.instruments, name="instruments"),
    path("instrumen/banding/", instruments.compare, name="compare"),
    path("administrasi/instrumen/impor/", instruments.import_instrument, name="instrument_import"),
    path("instrumen/<slug:slug>/", instruments.instrument, name="instrument"),
    path("instrumen/<slug:slug>/kosong.xlsx", instruments.template, name="instrument_template"),
]
