from django.urls import path

from bening.evidence.views import files, library, question, uploads

app_name = "evidence"

urlpatterns = [
    path("bukti/", library.library, name="library"),
    path("bukti/tautan/", library.add_link, name="add_link"),
    path("bukti/unggah/", uploads.begin, name="upload_begin"),
    path("bukti/unggah/<slug:key>/", uploads.upload, name="upload"),
    path("bukti/unggah/<slug:key>/selesai/", uploads.finish, name="upload_finish"),
    path("bukti/kirim/unit/<uuid:key>/", uploads.send_to_unit, name="send_to_unit"),
    path(
        "bukti/kirim/lembar/<uuid:sheet_id>/<str:code>/",
        uploads.send_to_question,
        name="send_to_question",
    ),
    path("bukti/kirim/revisi/<uuid:key>/", uploads.send_revision, name="send_revision"),
    path("bukti/lembar/<uuid:sheet_id>/<str:code>/", question.question, name="question"),
    path("bukti/lembar/<uuid:sheet_id>/<str:code>/pakai/", question.attach, name="attach"),
    path("bukti/lembar/<uuid:sheet_id>/<str:code>/pakai-ulang/", question.reuse, name="reuse"),
    path(
        "bukti/lembar/<uuid:sheet_id>/<str:code>/tautan/", question.add_link, name="question_link"
    ),
    path("bukti/arsip/<uuid:sheet_id>/", files.archive, name="archive"),
    path("bukti/lepas/<uuid:key>/", question.detach, name="detach"),
    path("bukti/syarat/<uuid:key>/", question.set_need, name="set_need"),
    path("bukti/<uuid:key>/", library.evidence, name="evidence"),
    path("bukti/<uuid:key>/ubah/", library.edit, name="edit"),
    path("bukti/<uuid:key>/ajukan/", library.submit, name="submit"),
    path("bukti/<uuid:key>/periksa/", library.check, name="check"),
    path("bukti/<uuid:key>/kembalikan/", library.return_to_draft, name="return"),
    path("bukti/<uuid:key>/tarik/", library.withdraw, name="withdraw"),
    path("bukti/<uuid:key>/berkas/<int:number>/", files.file, name="file"),
    path("bukti/<uuid:key>/gambar/<int:number>/<int:page>/", files.picture, name="picture"),
    path("bukti/<uuid:key>/gambar/<int:number>/kecil/", files.thumbnail, name="thumbnail"),
]
