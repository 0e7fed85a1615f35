"""Pages of this feature."""

from django.urls import URLPattern, path

from bening.nominations.views import national, proposals, requirements

app_name = "nominations"

urlpatterns: list[URLPattern] = [
    path("pengusulan/", proposals.nominations, name="list"),
    path("pengusulan/buka/<int:year>/", proposals.open_nomination, name="open"),
    path("pengusulan/syarat/", requirements.requirements, name="requirements"),
    path(
        "pengusulan/syarat/catat/<int:year>/<slug:requirement>/", requirements.value, name="value"
    ),
    path("pengusulan/syarat/<int:year>/<slug:name>/", requirements.agency_work, name="agency_work"),
    path("pengusulan/program/<uuid:key>/", requirements.program, name="program"),
    path(
        "pengusulan/program/<uuid:key>/berkas-sanggahan/",
        proposals.objection_pack,
        name="objection_pack",
    ),
    path(
        "pengusulan/program/<uuid:key>/<slug:name>/", requirements.program_work, name="program_work"
    ),
    path("pengusulan/<uuid:key>/", proposals.nomination, name="nomination"),
    path("pengusulan/<uuid:key>/unduh/", proposals.package, name="package"),
    path("pengusulan/<uuid:key>/<slug:name>/", proposals.nomination_work, name="nomination_work"),
    path("tpn/", national.programs, name="national"),
    path("tpn/panel/<uuid:key>/", national.panel, name="panel"),
    path("tpn/panel/<uuid:key>/<slug:name>/", national.panel_work, name="panel_work"),
    path("tpn/<uuid:key>/", national.program, name="national_program"),
    path("tpn/<uuid:key>/<slug:name>/", national.program_work, name="national_work"),
]
