"""A page with every component of the kit, and a list page; only the tests serve them."""

# ruff: noqa: ARG001 -- a view takes its request
from datetime import timedelta
from itertools import count
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import include, path

from pinzhi.common.charts import Band, Chart, Series, strip
from pinzhi.common.flash import tell
from pinzhi.common.pages import Choice, Column, Days, Listing, Reference, Sort, Status, Time
from pinzhi.common.states import MoveRefused
from pinzhi.people.models import Staff
from tests.conftest import NOW

WEEKS = [f"第 {week} 周" for week in range(31, 39)]
BANDS = [
    Band(0, 80, "不合格", "late"),
    Band(80, 91, "合格", "waiting"),
    Band(91, 100, "优秀", "done"),
]


class KitForm(forms.Form):
    name = forms.CharField(label="名称", help_text="写在门牌上的名字。")
    trade = forms.ChoiceField(label="专业", choices=[("lift", "电梯"), ("fire", "消防")])
    due = forms.DateField(label="期限", required=False, widget=forms.DateInput({"type": "date"}))
    note = forms.CharField(label="说明", required=False, widget=forms.Textarea({"rows": 3}))
    answer = forms.ChoiceField(
        label="结论", choices=[("ok", "合格"), ("bad", "不合格")], widget=forms.RadioSelect
    )
    photo = forms.FileField(label="照片", required=False)


def charts() -> dict[str, Any]:
    return {
        "gauge": Chart(
            "gauge", ["得分"], [Series("9 月", [87.5])], bands=BANDS, minimum=60, maximum=100
        ),
        "line": Chart(
            "line",
            ["4月", "5月", "6月", "7月", "8月", "9月"],
            [Series("得分", [82, 85, 84, 90, 92, 87.5])],
            bands=BANDS,
            minimum=70,
            maximum=100,
        ),
        "bar": Chart(
            "bar", ["≤1天", "≤3天", "≤7天", "更久"], [Series("未完成", [4, 7, 3, 1], links=["/a/"])]
        ),
        "heat": Chart(
            "heatmap",
            WEEKS,
            [
                Series(f"条款 {row}", [(row * 37 + w * 23) % 60 + 40 for w in range(8)])
                for row in range(6)
            ],
        ),
        "stack": Chart(
            "strip",
            ["工程", "秩序", "环境", "客服"],
            [
                Series("完成", [22, 31, 28, 15], "done"),
                Series("进行中", [3, 1, 2, 0], "running"),
                Series("超时", [2, 0, 1, 0], "late"),
                Series("待办", [9, 4, 7, 3], "due"),
            ],
        ),
    }


def kit(request: HttpRequest) -> HttpResponse:
    tell(request, "已派给王建国", undo="/undo/")
    departments = [
        {
            "name": name,
            "done": f"{a} / {a + b + c}",
            "parts": strip([("done", a), ("late", b), ("due", c)]),
        }
        for name, a, b, c in [("工程", 22, 2, 9), ("秩序", 31, 0, 4), ("环境", 28, 1, 7)]
    ]
    tabs = [
        {"key": "a", "name": "概览", "href": "?a", "count": ""},
        {"key": "b", "name": "不合格项", "href": "?b", "count": 12},
    ]
    more = {
        "departments": departments,
        "tabs": tabs,
        "form": KitForm({"name": ""}),
        "now": NOW,
        "start": NOW - timedelta(minutes=30),
        "end": NOW,
        "due": NOW + timedelta(minutes=18),
        "past": NOW - timedelta(hours=2),
    }
    return render(request, "kit.html", more | charts())


STAFF = Listing(
    title="人员",
    columns=[
        Column("name", "姓名", sort="name"),
        Column("number", "工号", sort="number"),
        Status(
            "is_active",
            "状态",
            looks={True: "done", False: "stopped"},
            word=lambda row: "在职" if row.is_active else "离职",
        ),
        Column("phone", "电话"),
        Time("last_login", "最近登录"),
    ],
    sorts={
        "name": Sort("name", "姓名"),
        "number": Sort("number", "工号"),
        "joined": Sort("joined_on"),
    },
    default="number",
    empty="导入人员表后，这里列出每个人。",
    filters=[
        Choice("is_active", "状态", [(True, "在职"), (False, "离职")]),
        Days("joined", "入职", "joined_on"),
        Reference("site", "项目", lambda user: user.scope.sites.items(), "postings__site"),
    ],
    search=["name", "number"],
    href=lambda row: f"/staff/{row.pk}/",
    template="crew.html",
)


def staff(request: HttpRequest) -> HttpResponseBase:
    return STAFF.respond(request, Staff.objects.all(), lead="全体在册人员")


ticks = count(1)


def live(request: HttpRequest) -> HttpResponseBase:
    """One hint, then the line breaks; the page reconnects after a while."""
    hint = 'event: hint\ndata: {"site": 5, "topics": ["case", "task"]}\n\n'
    return StreamingHttpResponse([hint], content_type="text/event-stream")


def ticking(request: HttpRequest) -> HttpResponse:
    """A page that lives: a part of its own address is what it fetches again."""
    part = "#part" if request.headers.get("HX-Request") else ""
    return render(request, f"ticking.html{part}", {"tick": next(ticks)})


def failing(request: HttpRequest, status: int) -> HttpResponse:
    return HttpResponse(status=status)


def refusing(request: HttpRequest) -> HttpResponse:
    raise MoveRefused


def blank(request: HttpRequest, name: str) -> HttpResponse:
    return render(request, f"{name}.html")


urlpatterns = [
    path("kit/", kit),
    path("staff/", staff),
    path("live/", live),
    path("ticking/", ticking),
    path("failing/<int:status>/", failing),
    path("refusing/", refusing),
    path("blank/<slug:name>/", blank),
    path("", include("pinzhi.config.urls")),
]
