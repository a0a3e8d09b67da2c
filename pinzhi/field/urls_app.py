from django.urls import path

from pinzhi.field import app

app_name = "app"
urlpatterns = [
    path("", app.shell, name="shell"),
    path("sw.js", app.worker, name="worker"),
    path("manifest.webmanifest", app.manifest, name="manifest"),
    path("key/", app.key, name="key"),
]
