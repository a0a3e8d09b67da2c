from django.urls import path

from pinzhi.scores import views

app_name = "scores"
urlpatterns = [
    path("", views.score_list, name="score_list"),
    path("<int:pk>/", views.why, name="why"),
    path("<int:pk>/compute/", views.compute, name="compute"),
]
