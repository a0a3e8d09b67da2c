from django.urls import path

from pinzhi.people.views import profile

app_name = "people"
urlpatterns = [
    path("me/", profile.profile, name="profile"),
]
