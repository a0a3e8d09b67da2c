from django.urls import path

from pinzhi.trail import views

app_name = "trail"
urlpatterns = [path("", views.live, name="live")]
