"""The forms of signing in, in the words of the house."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm as CodeForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeAgainForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from pinzhi.people.models import Staff

NUMBER_LENGTH = Staff._meta.get_field("number").max_length  # noqa: SLF001 -- Django's documented API
PASSWORD_LENGTH = 128
CODE_LENGTH = 16


def _plain(form: forms.Form) -> None:
    """Labels say it; placeholders vanish as soon as one types."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
        field.help_text = ""


def _at_most(field: forms.Field, length: int) -> None:
    field.validators = [*field.validators, MaxLengthValidator(length)]
    field.widget.attrs["maxlength"] = str(length)


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth has no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self)
        attrs = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        self.fields["login"] = forms.CharField(
            label=_("Staff number"),
            max_length=NUMBER_LENGTH,
            widget=forms.TextInput(attrs={**attrs, "autofocus": True}),
        )
        self.fields["password"].label = _("Password")
        _at_most(self.fields["password"], PASSWORD_LENGTH)
        self.order_fields(["login", "password"])


class NewPasswordForm(ChangePasswordForm):  # type: ignore[misc]  # allauth has no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self)
        self.fields["oldpassword"].label = _("Present password")
        self.fields["password1"].label = _("New password")
        self.fields["password1"].help_text = _(
            "At least 8 characters, not only digits, not your name or number."
        )
        self.fields["password2"].label = _("New password once more")
        for field in self.fields.values():
            _at_most(field, PASSWORD_LENGTH)

    def clean_password1(self) -> str:
        password: str = self.cleaned_data["password1"]
        if self.user.check_password(password):
            raise forms.ValidationError(_("This is your present password. Choose another."))
        return password


class PasswordAgainForm(ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self)
        self.fields["password"].label = _("Password")
        _at_most(self.fields["password"], PASSWORD_LENGTH)
        self.fields["password"].widget.attrs["autofocus"] = True


def _code(form: forms.Form, label: Any) -> None:
    _plain(form)
    form.fields["code"].label = label
    _at_most(form.fields["code"], CODE_LENGTH)
    form.fields["code"].widget.attrs.update({"autofocus": True, "inputmode": "numeric"})


class SecondFactorForm(CodeForm):  # type: ignore[misc]  # allauth has no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self, _("Code from your app, or a recovery code"))


class SecondFactorAgainForm(CodeAgainForm):  # type: ignore[misc]  # allauth has no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self, _("Code from your app, or a recovery code"))


class SetUpForm(ActivateTOTPForm):  # type: ignore[misc]  # allauth has no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self, _("Code from your app"))
