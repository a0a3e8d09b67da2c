from django.urls import path

from pinzhi.places.importing import views

app_name = "imports"
urlpatterns = [
    path("", views.import_list, name="import_list"),
    path("new/", views.import_new, name="import_new"),
    path("template.xlsx", views.template, name="template"),
    path("sample.xlsx", views.sample, name="sample"),
    path("<int:pk>/", views.import_page, name="import_page"),
    path("<int:pk>/state/", views.import_state, name="import_state"),
    path("<int:pk>/apply/", views.import_apply, name="import_apply"),
    path("<int:pk>/undo/", views.import_undo, name="import_undo"),
]
