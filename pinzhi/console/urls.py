from django.urls import path

from pinzhi.console import health, views

app_name = "console"
urlpatterns = [
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
    path("metrics", health.metrics, name="metrics"),
    path("", views.home, name="home"),
    path("site/", views.site, name="site"),
    path("sites/", views.sites, name="sites"),
]
