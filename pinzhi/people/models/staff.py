from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Upper
from django.utils.functional import cached_property
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pinzhi.people.roles import Role

if TYPE_CHECKING:
    from pinzhi.common.scope import Scope


class StaffQuerySet(models.QuerySet["Staff"]):
    def visible_to(self, user: "Staff") -> Self:
        """People who hold, held or will hold a place in `user`'s sites, and oneself.

        Those without any place yet are seen by the administrators who will give them one.
        """
        theirs = models.Q(postings__site_id__in=user.scope.site_ids) | models.Q(pk=user.pk)
        for path in user.scope.node_paths:
            theirs |= models.Q(memberships__node__path__startswith=path)
        if user.scope.roles & {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN}:
            theirs |= models.Q(postings=None, memberships=None)
        return self.filter(pk__in=self.model.objects.filter(theirs).values("pk"))

    def employed(self) -> Self:
        return self.filter(is_active=True)


class StaffManager(BaseUserManager["Staff"].from_queryset(StaffQuerySet)):  # type: ignore[misc]  # a class made at run time
    def create_user(self, number: str, name: str = "", password: str | None = None) -> "Staff":
        staff = Staff(number=number, name=name or number)
        staff.set_password(password)
        staff.save()
        return staff


class Staff(AbstractBaseUser):
    """A person who works for the organisation or for one of its contractors.

    Rights come from memberships alone; a person without one can sign in and sees nothing.
    """

    number = models.CharField(_("Staff number"), max_length=32, unique=True)
    name = models.CharField(pgettext_lazy("person", "Name"), max_length=60)
    phone = models.CharField(_("Mobile"), max_length=20, blank=True)
    email = models.EmailField(_("E-mail"), blank=True)
    is_active = models.BooleanField(_("Employed"), default=True)
    joined_on = models.DateField(_("Joined on"), null=True, blank=True)
    left_at = models.DateTimeField(_("Left at"), null=True, blank=True)
    language = models.CharField(
        _("Language"), max_length=7, choices=settings.LANGUAGES, default="zh-hans"
    )
    must_change_password = models.BooleanField(default=False)

    objects: ClassVar[StaffManager] = StaffManager()

    USERNAME_FIELD = "number"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = _("Staff member")
        verbose_name_plural = _("Staff")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_active=True) | models.Q(left_at__isnull=False),
                name="staff_leaver_has_a_time",
            ),
            # People type their number as they like; this also serves the look-up at sign-in.
            models.UniqueConstraint(
                Upper("number"),
                name="one_person_per_number",
                violation_error_message=_("Somebody else has this staff number."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def scope(self) -> "Scope":
        """What this person may reach now; worked out once for each loaded instance."""
        scope: Scope = import_string(settings.SCOPE_OF)(self)
        return scope
