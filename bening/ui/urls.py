from django.urls import path
from django.views.i18n import set_language

from bening.ui import views

app_name = "ui"

urlpatterns = [
    path("komponen/", views.components, name="components"),
    path("i18n/", set_language, name="set_language"),
]
