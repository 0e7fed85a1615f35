"""Pages of this feature."""

from django.urls import URLPattern, path

from bening.gratuities.views import campaigns, desk, direct, office, reporting

app_name = "gratuities"

urlpatterns: list[URLPattern] = [
    path("gratifikasi/", reporting.home, name="home"),
    path("gratifikasi/lapor/", reporting.new, name="new"),
    path("gratifikasi/meja/", desk.register, name="register"),
    path("gratifikasi/meja/daftar.<slug:kind>", desk.register_file, name="register_file"),
    path("gratifikasi/meja/langsung/", direct.direct_reports, name="direct_reports"),
    path("gratifikasi/meja/langsung/<uuid:key>/", direct.direct_report, name="direct_report"),
    path("gratifikasi/laporan-upg/", desk.figures, name="figures"),
    path("gratifikasi/laporan-upg.pdf", desk.figures_file, name="figures_file"),
    path("gratifikasi/kampanye/", campaigns.campaigns, name="campaigns"),
    path("gratifikasi/kampanye/<uuid:key>/", campaigns.campaign, name="campaign"),
    path("gratifikasi/kampanye/<uuid:key>/bukti/", campaigns.proof, name="campaign_proof"),
    path("gratifikasi/upg/", office.office, name="office"),
    path("gratifikasi/upg/<uuid:key>/akhiri/", office.end, name="end_officer"),
    path("gratifikasi/<uuid:key>/", reporting.report, name="report"),
    path("gratifikasi/<uuid:key>/ubah/", reporting.edit, name="edit"),
    path("gratifikasi/<uuid:key>/foto/", reporting.add_photo, name="add_photo"),
    path("gratifikasi/<uuid:key>/foto/<uuid:photo>/", reporting.photo, name="photo"),
    path("gratifikasi/<uuid:key>/formulir.pdf", desk.form_file, name="form_file"),
    path("gratifikasi/<uuid:key>/<slug:name>/", reporting.act, name="act"),
]
