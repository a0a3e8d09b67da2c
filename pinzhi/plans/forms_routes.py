"""What is typed about routes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pinzhi.people.departments import Department
from pinzhi.places.models import Place
from pinzhi.plans.models import Plan, Route, Stop

LONGEST = 24 * 60 * 60


class RouteForm(forms.Form):
    """Name and order of a route."""

    name = forms.CharField(label=_("Name"), max_length=80)
    order = forms.ChoiceField(
        label=_("Order of points"),
        choices=Route.Order.choices,
        help_text=_("Drawn anew: nobody knows a round's order before it begins."),
    )


class NewRouteForm(RouteForm):
    """And whose it is; only departments one may lay routes for are offered."""

    department = forms.ChoiceField(label=_("Department"))

    def __init__(self, *args: Any, departments: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["department"]
        field.choices = [(d, Department(d).label) for d in departments]


class StopForm(forms.Form):
    """The times of a point and what proves being there."""

    least = forms.IntegerField(
        label=_("At least (seconds)"), required=False, min_value=1, max_value=LONGEST
    )
    most = forms.IntegerField(
        label=_("At most (seconds)"), required=False, min_value=1, max_value=LONGEST
    )
    proof = forms.ChoiceField(label=_("Proof of presence"), choices=Stop.Proof.choices)


class NewStopForm(StopForm):
    """And which place it is; those that are on the route already are not offered."""

    place = forms.ModelChoiceField(Place.objects.none(), label=_("Point"))
    field_order = ("place",)

    def __init__(self, *args: Any, route: Route, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["place"]
        spots = Place.objects.filter(site=route.site).exclude(kind=Place.Kind.ROOM)
        field.queryset = spots.exclude(stops__route=route).order_by("order", "code")


class CarryForm(forms.Form):
    """Which plan carries the route."""

    plan = forms.ModelChoiceField(Plan.objects.none(), label=_("Plan"))

    def __init__(self, *args: Any, route: Route, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["plan"]
        plans = Plan.objects.filter(site=route.site, status=Plan.Status.ACTIVE, route=None)
        field.queryset = plans.filter(post__department=route.department).order_by("title")
