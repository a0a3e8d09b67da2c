from django.urls import path

from pinzhi.handovers import views

app_name = "handovers"
urlpatterns = [
    path("my/handovers/", views.mine, name="mine"),
    path("my/handovers/<int:post>/<int:ends>/", views.sign, name="sign"),
    path("handovers/", views.handover_list, name="handover_list"),
    path("handovers/<int:pk>/", views.handover, name="handover"),
    path("handovers/<int:pk>/accept/", views.accept, name="accept"),
    path("handovers/items/<int:pk>/settle/", views.settle, name="settle"),
]
