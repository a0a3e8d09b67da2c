from django.urls import path

from pinzhi.records import views

app_name = "records"
urlpatterns = [
    path("records/", views.record_list, name="record_list"),
    path("records/<uuid:pk>/", views.record, name="record"),
    path("findings/", views.finding_list, name="finding_list"),
    path("findings/<int:pk>/", views.finding, name="finding"),
]
