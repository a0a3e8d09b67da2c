from django.urls import path

from pinzhi.files import views

app_name = "files"
urlpatterns = [
    path("sites/<int:site_id>/", views.keep, name="keep"),
    path("<uuid:uid>/", views.show, name="show"),
    path("<uuid:uid>/original/", views.original, name="original"),
]
