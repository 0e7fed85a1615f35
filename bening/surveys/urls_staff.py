"""Pages of those who run surveys: periods, invitations, questionnaires."""

from django.urls import path

from bening.surveys.views import invitations, periods, questionnaires

urlpatterns = [
    path("survei-unit/", periods.periods, name="periods"),
    path("survei-unit/tahun/", periods.plan_year, name="plan_year"),
    path("survei-unit/rencana/", periods.plan, name="plan"),
    path("survei-unit/undangan/<uuid:key>/", invitations.batch, name="batch"),
    path("survei-unit/<uuid:key>/", periods.period, name="period"),
    path("survei-unit/<uuid:key>/ubah/", periods.change, name="change_period"),
    path("survei-unit/<uuid:key>/undang/", invitations.invite, name="invite"),
    path("survei-unit/<uuid:key>/undang/templat/", invitations.template, name="invite_template"),
    path("survei-unit/<uuid:key>/kartu/", invitations.cards, name="cards"),
    path("kuesioner/", questionnaires.questionnaires, name="questionnaires"),
    path("kuesioner/<uuid:key>/", questionnaires.questionnaire, name="questionnaire"),
    path("kuesioner/<uuid:key>/ubah/", questionnaires.edit, name="questionnaire_edit"),
    path("kuesioner/<uuid:key>/pratinjau/", questionnaires.preview, name="preview"),
]
