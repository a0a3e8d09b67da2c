from django.urls import path

from pinzhi.standards.views import publishing, reading

app_name = "standards"
urlpatterns = [
    path("", reading.standard_list, name="standard_list"),
    path("upload/", publishing.upload, name="upload"),
    path("editions/<int:pk>/", reading.edition, name="edition"),
    path("editions/<int:pk>/publish/", publishing.publish, name="publish"),
    path("editions/<int:pk>/discard/", publishing.discard, name="discard"),
    path("clauses/<int:pk>/", reading.clause, name="clause"),
    path("checklists/<int:pk>/", reading.checklist, name="checklist"),
]
