from django.urls import path

from pinzhi.field.sync import tray_views, views

app_name = "sync"
urlpatterns = [
    path("hello/", views.hello, name="hello"),
    path("pull/", views.pull, name="pull"),
    path("push/", views.push, name="push"),
    path("status/", views.status, name="status"),
    path("files/<str:sha256>/", views.file, name="file"),
    path("files/<str:sha256>/complete/", views.complete, name="complete"),
    path("files/<str:sha256>/<int:number>/", views.chunk, name="chunk"),
    path("tray/", tray_views.tray, name="tray"),
    path("tray/<int:pk>/", tray_views.operation, name="operation"),
    path("tray/<int:pk>/accept/", tray_views.accept, name="accept"),
    path("tray/<int:pk>/discard/", tray_views.discard, name="discard"),
    path("tray/<int:pk>/seen/", tray_views.seen, name="seen"),
    path("tray/phones/<int:pk>/close/", tray_views.close, name="close_gap"),
]
