from django.urls import path

from pinzhi.console import views

app_name = "console"
urlpatterns = [
    path("", views.home, name="home"),
    path("site/", views.site, name="site"),
    path("sites/", views.sites, name="sites"),
]
