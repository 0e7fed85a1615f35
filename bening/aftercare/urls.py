"""Pages of this feature."""

from django.urls import URLPattern, path

from bening.aftercare.views import register, sharing, tasks, titles

app_name = "aftercare"

urlpatterns: list[URLPattern] = [
    path("predikat/", register.register, name="register"),
    path("pascapenetapan/", titles.titles, name="titles"),
    path("pascapenetapan/replikasi/", sharing.replications, name="replications"),
    path("pascapenetapan/replikasi/<uuid:key>/", sharing.replication, name="replication"),
    path("pascapenetapan/penghargaan/", sharing.rewards, name="rewards"),
    path("pascapenetapan/pemantauan/<uuid:key>/", tasks.review, name="review"),
    path("pascapenetapan/persoalan/<uuid:key>/", tasks.concern, name="concern"),
    path("pascapenetapan/<uuid:key>/", titles.title, name="title"),
    path("pascapenetapan/<uuid:key>/<slug:name>/", titles.act, name="act"),
]
