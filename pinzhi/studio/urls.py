from django.urls import path

from pinzhi.studio.views import deciding, reading, uploading, wiring

app_name = "studio"
urlpatterns = [
    path("", uploading.document_list, name="document_list"),
    path("upload/", uploading.upload, name="upload"),
    path("<int:pk>/", reading.document, name="document"),
    path("<int:pk>/reading/", uploading.reading, name="reading"),
    path("<int:pk>/again/", uploading.again, name="again"),
    path("<int:pk>/discard/", uploading.discard, name="discard"),
    path("<int:pk>/original/", uploading.original, name="original"),
    path("<int:pk>/passages/", reading.passages, name="passages"),
    path("<int:pk>/progress/", reading.progress, name="progress"),
    path("<int:pk>/news/", reading.news, name="news"),
    path("<int:pk>/accept-sure/", deciding.accept_sure, name="accept_sure"),
    path("<int:pk>/undo/", deciding.undo, name="undo"),
    path("<int:pk>/wiring/", wiring.wiring, name="wiring"),
    path("<int:pk>/wire/", wiring.wire, name="wire"),
    path("<int:pk>/preview/", wiring.preview, name="preview"),
    path("<int:pk>/build/", wiring.build, name="build"),
    path("<int:pk>/building/", wiring.building, name="building"),
    path("passages/<int:pk>/", reading.passage, name="passage"),
    path("passages/<int:pk>/accept/", deciding.accept_passage, name="accept_passage"),
    path("passages/<int:pk>/review/", deciding.review, name="review"),
    path("passages/<int:pk>/add/", deciding.add, name="add"),
    path("asks/<int:pk>/accept/", deciding.accept, name="accept"),
    path("asks/<int:pk>/reject/", deciding.reject, name="reject"),
    path("asks/<int:pk>/mark/", deciding.mark, name="mark"),
    path("asks/<int:pk>/part/", deciding.part, name="part"),
    path("asks/<int:pk>/remove/", deciding.remove, name="remove"),
    path("asks/<int:pk>/split/", deciding.split, name="split"),
    path("asks/<int:pk>/join/", deciding.join, name="join"),
]
