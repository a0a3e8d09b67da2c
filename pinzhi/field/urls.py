from django.urls import path

from pinzhi.field import views

app_name = "field"
urlpatterns = [
    path("", views.today, name="today"),
    path("tasks/<int:pk>/", views.task, name="task"),
    path("tasks/<int:pk>/start/", views.start, name="start"),
    path("tasks/<int:pk>/submit/", views.submit, name="submit"),
]
