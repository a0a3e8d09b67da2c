from django.urls import path

from pinzhi.console import health, views
from pinzhi.console.boards import views as boards

app_name = "console"
urlpatterns = [
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
    path("metrics", health.metrics, name="metrics"),
    path("", views.home, name="home"),
    path("today/", boards.today, name="today"),
    path("cockpit/", boards.cockpit, name="cockpit"),
    path("site/", views.site, name="site"),
    path("sites/", views.sites, name="sites"),
]
