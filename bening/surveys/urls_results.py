"""Addresses of results, integrity, publication, follow-up, external values and imports."""

from django.urls import URLPattern, path

from bening.surveys.views import external, importing, integrity, publication, results

urlpatterns: list[URLPattern] = [
    path("survei-unit/<uuid:key>/hasil/", results.result, name="result"),
    path(
        "survei-unit/<uuid:key>/hasil/<slug:kind>/<slug:attribute>/",
        results.breakdown,
        name="result_breakdown",
    ),
    path(
        "survei-unit/<uuid:key>/hasil/<slug:kind>/<slug:attribute>/<slug:value>/",
        results.group,
        name="result_group",
    ),
    path("survei-unit/<uuid:key>/saran/", results.suggestions, name="suggestions"),
    path("survei-unit/<uuid:key>/integritas/", integrity.integrity, name="integrity"),
    path("survei-unit/<uuid:key>/publikasi/", publication.publish, name="publish"),
    path("survei-unit/<uuid:key>/data-mikro/", publication.microdata, name="microdata"),
    path("survei-unit/<uuid:key>/tindak-lanjut/", publication.improvements, name="improvements"),
    path("tindak-lanjut-survei/<uuid:key>/", publication.improvement_page, name="improvement"),
    path("survei-unit/<uuid:key>/impor/", importing.upload, name="import"),
    path("survei-unit/<uuid:key>/impor/<uuid:document>/", importing.mapping, name="import_mapping"),
    path("survei-eksternal/", external.externals, name="externals"),
    path("survei-eksternal/<uuid:key>/", external.external_unit, name="external_unit"),
    path("survei-eksternal/nilai/<uuid:key>/tarik/", external.withdraw, name="withdraw_external"),
]
