from django.urls import path

from pinzhi.records import views
from pinzhi.records.integrity import views as integrity

app_name = "records"
urlpatterns = [
    path("records/", views.record_list, name="record_list"),
    path("records/<uuid:pk>/", views.record, name="record"),
    path("rounds/<int:pk>/walked/", views.rounds, name="rounds"),
    path("findings/", views.finding_list, name="finding_list"),
    path("findings/<int:pk>/", views.finding, name="finding"),
    path("integrity/", integrity.flag_list, name="flag_list"),
    path("integrity/detectors/", integrity.detector_list, name="detector_list"),
    path("integrity/<int:pk>/", integrity.flag, name="flag"),
    path("integrity/<int:pk>/answer/", integrity.answer, name="answer_flag"),
]
