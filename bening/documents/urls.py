from django.urls import path

from bening.documents.views import files, library, verifying

app_name = "documents"

urlpatterns = [
    path("dokumen/", library.documents, name="documents"),
    path("dokumen/unggah/", library.attach, name="attach"),
    path("dokumen/<uuid:key>/", library.document, name="document"),
    path("dokumen/<uuid:key>/segel/", library.seal, name="seal"),
    path("dokumen/<uuid:key>/tarik/", library.withdraw, name="withdraw"),
    path("dokumen/<uuid:key>/berkas/", files.file, name="file"),
    path("dokumen/<uuid:key>/docx/", files.editable, name="editable"),
    path("dokumen/<uuid:key>/gambar/<int:page>/", files.picture, name="picture"),
    path("verifikasi/", verifying.ask, name="ask"),
    path("verifikasi/otoritas.pem", verifying.authority, name="authority"),
    path("verifikasi/<str:code>/tanda-terima.json", verifying.receipt, name="receipt"),
    path("verifikasi/<str:code>/", verifying.verify, name="verify"),
]
