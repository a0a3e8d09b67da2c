from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/", include("pinzhi.people.urls_sign_in")),
    path("people/", include("pinzhi.people.urls")),
    path("import/", include("pinzhi.places.importing.urls")),
    path("scores/", include("pinzhi.scores.urls")),
    path("cases/", include("pinzhi.cases.urls")),
    path("my/sync/", include("pinzhi.field.sync.urls")),
    path("my/", include("pinzhi.field.urls")),
    path("", include("pinzhi.handovers.urls")),
    path("app/", include("pinzhi.field.urls_app")),
    path("files/", include("pinzhi.files.urls")),
    path("live/", include("pinzhi.trail.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("studio/impact/", include("pinzhi.studio.urls_impact")),
    path("studio/", include("pinzhi.studio.urls")),
    path("standards/", include("pinzhi.standards.urls")),
    path("", include("pinzhi.plans.urls")),
    path("", include("pinzhi.places.urls")),
    path("", include("pinzhi.records.urls")),
    path("", include("pinzhi.console.urls")),
]
