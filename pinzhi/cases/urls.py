from django.urls import path

from pinzhi.cases import views

app_name = "cases"
urlpatterns = [
    path("", views.case_list, name="case_list"),
    path("<int:pk>/", views.case, name="case"),
    path("<int:pk>/assign/", views.assign, name="assign"),
    path("<int:pk>/fix/", views.fix, name="fix"),
    path("<int:pk>/recheck/", views.recheck, name="recheck"),
    path("<int:pk>/extension/", views.ask, name="ask"),
    path("<int:pk>/extension/<int:extension>/", views.decide, name="decide"),
]
