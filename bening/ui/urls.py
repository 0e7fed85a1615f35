from django.urls import path
from django.views.i18n import set_language

from bening.ui import views
from bening.ui.help import views as help_views

app_name = "ui"

urlpatterns = [
    path("komponen/", views.components, name="components"),
    path("bantuan/", help_views.index, name="help"),
    path("bantuan/gambar/<str:name>", help_views.picture, name="help_picture"),
    path("bantuan/<path:place>/", help_views.page, name="help_page"),
    path("i18n/", set_language, name="set_language"),
]
