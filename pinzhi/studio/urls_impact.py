from django.urls import path

from pinzhi.studio import impact_views

app_name = "impact"
urlpatterns = [
    path("editions/<int:pk>/", impact_views.impact, name="impact"),
    path("editions/<int:pk>/conflicts/", impact_views.conflicts, name="conflicts"),
    path("sites/<int:site>/conflicts/", impact_views.site_conflicts, name="site_conflicts"),
    path("sites/<int:site>/settle/", impact_views.settle, name="settle"),
]
