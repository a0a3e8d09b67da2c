from django.urls import path

from pinzhi.standards.views import deciding, publishing, reading

app_name = "standards"
urlpatterns = [
    path("", reading.standard_list, name="standard_list"),
    path("upload/", publishing.upload, name="upload"),
    path("editions/<int:pk>/", reading.edition, name="edition"),
    path("editions/<int:pk>/submit/", deciding.submit, name="submit"),
    path("editions/<int:pk>/approve/", deciding.approve, name="approve"),
    path("editions/<int:pk>/send-back/", deciding.refuse, name="send_back"),
    path("editions/<int:pk>/withdraw/", deciding.withdraw, name="withdraw"),
    path("editions/<int:pk>/roll-back/", deciding.hold_again, name="roll_back"),
    path("editions/<int:pk>/discard/", publishing.discard, name="discard"),
    path("clauses/<int:pk>/", reading.clause, name="clause"),
    path("checklists/<int:pk>/", reading.checklist, name="checklist"),
]
