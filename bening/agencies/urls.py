"""Pages of agencies and units, all of them for administrators."""

from django.urls import path

from bening.agencies import views

app_name = "agencies"

urlpatterns = [
    path("administrasi/instansi/", views.agencies, name="agencies"),
    path("administrasi/instansi/baru/", views.agency_new, name="agency_new"),
    path("administrasi/instansi/<uuid:key>/", views.agency, name="agency"),
    path(
        "administrasi/instansi/<uuid:key>/admin/", views.add_administrator, name="add_administrator"
    ),
    path("administrasi/unit/", views.units, name="units"),
    path("administrasi/unit/baru/", views.unit_new, name="unit_new"),
    path("administrasi/unit/<uuid:key>/", views.unit, name="unit"),
    path("administrasi/unit/<uuid:key>/pindah/", views.move_unit, name="move_unit"),
    path("administrasi/unit/<uuid:key>/tutup/", views.close_unit, name="close_unit"),
    path("administrasi/unit/<uuid:key>/peran/", views.give_unit_role, name="give_unit_role"),
    path("administrasi/kawasan/", views.joint_areas, name="joint_areas"),
    path("administrasi/kawasan/baru/", views.joint_area, name="joint_area_new"),
    path("administrasi/kawasan/<uuid:key>/", views.joint_area, name="joint_area"),
]
