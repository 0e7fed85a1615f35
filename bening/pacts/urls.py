"""Pages of pacts, declarations, public pages and commitments."""

from django.urls import path

from bening.pacts.views import campaigns, commitments, declarations, own, public, publication, texts

app_name = "pacts"

urlpatterns = [
    path("pakta/", own.mine, name="mine"),
    path("pakta/<uuid:key>/tanda-tangan/", own.sign, name="sign"),
    path("pakta/saya/<uuid:key>/", own.download, name="download"),
    path("pakta/saya/<uuid:key>/bukan-saya/", own.dispute, name="dispute"),
    path("pakta/naskah/", texts.texts, name="texts"),
    path("pakta/naskah/<uuid:key>/", texts.text, name="text"),
    path("pakta/naskah/<uuid:key>/terbit/", texts.publish, name="publish_text"),
    path("pakta/penandatanganan/", campaigns.campaigns, name="campaigns"),
    path("pakta/penandatanganan/<uuid:key>/", campaigns.campaign, name="campaign"),
    path("pakta/penandatanganan/<uuid:key>/ubah/", campaigns.change, name="change_campaign"),
    path("pakta/penandatanganan/<uuid:key>/dokumen/", campaigns.papers, name="papers"),
    path("pakta/acara/<uuid:key>/", campaigns.event, name="event"),
    path("pakta/pencanangan/", declarations.declare, name="declare"),
    path("pakta/pencanangan/<uuid:key>/", declarations.declaration, name="declaration"),
    path("unit/<uuid:key>/halaman-publik/", publication.page, name="page"),
    path("unit/<uuid:key>/halaman-publik/terbit/", publication.switch, name="switch_page"),
    path("berita/<uuid:key>/hapus/", publication.remove_news, name="remove_news"),
    path("komitmen/unit/<uuid:key>/", commitments.commitments, name="commitments"),
    path("komitmen/<uuid:key>/", commitments.commitment, name="commitment"),
    path("komitmen/<uuid:key>/hasil/", commitments.close, name="close_commitment"),
    path("komitmen/<uuid:key>/buka/", commitments.reopen, name="reopen_commitment"),
    path("pencanangan/", public.pages, name="public_pages"),
    path("pencanangan/<uuid:key>/", public.page, name="public_page"),
]
