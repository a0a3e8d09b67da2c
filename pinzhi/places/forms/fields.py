"""Fields that several forms share."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from pinzhi.people.models import Staff
from pinzhi.places.models import Place, Site


class DayField(forms.DateField):
    """A day between 1900 and 2200; what lies beyond is a slip of the finger."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, **kwargs)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and not 1900 <= value.year < 2200:  # noqa: PLR2004 -- the docstring's years
            raise ValidationError(_("Enter a day between 1900 and 2200."))


class StaffField(forms.CharField):
    """Somebody by their staff number, typed in full; gives the person."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=32, **kwargs)

    def clean(self, value: Any) -> Any:
        number = super().clean(value)
        found = Staff.objects.filter(number=number, is_active=True).first()
        if found is None:
            raise ValidationError(_("Nobody employed has this staff number."))
        return found


class PlaceField(forms.CharField):
    """A spot of the site by its code; gives the spot, None for nothing typed."""

    def __init__(self, site: Site, **kwargs: Any) -> None:
        self.site = site
        super().__init__(max_length=60, required=False, **kwargs)

    def clean(self, value: Any) -> Any:
        code = super().clean(value)
        if not code:
            return None
        found = Place.objects.filter(site=self.site, code=code).first()
        if found is None:
            raise ValidationError(_("This site has no spot with this code."))
        return found
