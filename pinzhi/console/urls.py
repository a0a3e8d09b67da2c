from django.urls import path

from pinzhi.console import health, search, trail_page, views
from pinzhi.console.boards import views as boards
from pinzhi.console.paper import views as paper

app_name = "console"
urlpatterns = [
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
    path("metrics", health.metrics, name="metrics"),
    path("", views.home, name="home"),
    path("today/", boards.today, name="today"),
    path("cockpit/", boards.cockpit, name="cockpit"),
    path(
        "paper/sites/<int:site_id>/checkpoints.pdf",
        paper.labels,
        {"kind": "checkpoint"},
        "checkpoint_labels",
    ),
    path(
        "paper/sites/<int:site_id>/equipment.pdf",
        paper.labels,
        {"kind": "equipment"},
        "equipment_labels",
    ),
    path("paper/records/<uuid:pk>.pdf", paper.record_form, name="record_form"),
    path("search/", search.search, name="search"),
    path("trail/", trail_page.event_list, name="event_list"),
    path("site/", views.site, name="site"),
    path("sites/", views.sites, name="sites"),
]
