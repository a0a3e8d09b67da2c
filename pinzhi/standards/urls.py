from django.urls import path

from pinzhi.standards.views import (
    choosing,
    comparing,
    deciding,
    packs,
    publishing,
    reading,
    searching,
)

app_name = "standards"
urlpatterns = [
    path("", reading.standard_list, name="standard_list"),
    path("upload/", publishing.upload, name="upload"),
    path("packs/", packs.pack_list, name="pack_list"),
    path("packs/<str:code>/load/", packs.load, name="pack_load"),
    path("sites/<int:site>/variants/", choosing.variants, name="variants"),
    path("sites/<int:site>/variants/<int:pk>/", choosing.choose, name="choose_variant"),
    path("editions/<int:pk>/", reading.edition, name="edition"),
    path("editions/<int:pk>/compare/<int:other>/", comparing.compare, name="compare"),
    path("editions/<int:pk>/submit/", deciding.submit, name="submit"),
    path("editions/<int:pk>/approve/", deciding.approve, name="approve"),
    path("editions/<int:pk>/send-back/", deciding.refuse, name="send_back"),
    path("editions/<int:pk>/withdraw/", deciding.withdraw, name="withdraw"),
    path("editions/<int:pk>/roll-back/", deciding.hold_again, name="roll_back"),
    path("editions/<int:pk>/discard/", publishing.discard, name="discard"),
    path("search/", searching.search, name="search"),
    path("clauses/<int:pk>/", reading.clause, name="clause"),
    path("checklists/<int:pk>/", reading.checklist, name="checklist"),
]
