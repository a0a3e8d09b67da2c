from datetime import date
from typing import Self, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pinzhi.people.departments import Department
from pinzhi.people.models.staff import Staff

Row = TypeVar("Row", bound=models.Model)


class SiteScoped(models.QuerySet[Row]):
    """Rows of a site: seen by those whose scope holds the site."""

    def visible_to(self, user: Staff) -> Self:
        return self.filter(site_id__in=user.scope.site_ids)


class Post(models.Model):
    """A position of a site that work is given to, whoever fills it."""

    site = models.ForeignKey("places.Site", models.PROTECT, related_name="posts")
    code = models.CharField(_("Code"), max_length=32)
    name = models.CharField(_("Name"), max_length=60)
    department = models.CharField(_("Department"), max_length=20, choices=Department)

    objects = SiteScoped.as_manager()

    class Meta:
        verbose_name = _("Post")
        constraints = [
            models.UniqueConstraint(fields=["site", "code"], name="one_post_per_code"),
        ]

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    """People who work together under one foreman."""

    site = models.ForeignKey("places.Site", models.PROTECT, related_name="teams")
    name = models.CharField(_("Name"), max_length=60)
    department = models.CharField(_("Department"), max_length=20, choices=Department)
    foreman = models.ForeignKey(Staff, models.SET_NULL, null=True, blank=True, related_name="leads")

    objects = SiteScoped.as_manager()

    class Meta:
        verbose_name = _("Team")
        constraints = [
            models.UniqueConstraint(fields=["site", "name"], name="one_team_per_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Shift(models.Model):
    """A stretch of the day, local time; one that ends not after its start ends the next day."""

    site = models.ForeignKey("places.Site", models.PROTECT, related_name="shifts")
    code = models.CharField(_("Code"), max_length=32)
    name = models.CharField(_("Name"), max_length=60)
    starts = models.TimeField(_("Starts"))
    ends = models.TimeField(_("Ends"))

    objects = SiteScoped.as_manager()

    class Meta:
        verbose_name = _("Shift")
        constraints = [
            models.UniqueConstraint(fields=["site", "code"], name="one_shift_per_code"),
        ]

    def __str__(self) -> str:
        return self.name


class PostingQuerySet(SiteScoped["Posting"]):
    def on(self, day: date) -> Self:
        """Those that hold on `day`; both ends count."""
        return self.not_over(day).filter(starts_on__lte=day)

    def not_over(self, day: date) -> Self:
        return self.filter(models.Q(ends_on=None) | models.Q(ends_on__gte=day))


class Posting(models.Model):
    """A person fills a post of a site between two dates."""

    site = models.ForeignKey("places.Site", models.PROTECT, related_name="postings")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="postings")
    post = models.ForeignKey(Post, models.PROTECT, related_name="postings")
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="postings")
    shift = models.ForeignKey(Shift, models.PROTECT, null=True, blank=True, related_name="postings")
    starts_on = models.DateField(_("From"))
    ends_on = models.DateField(_("Until"), null=True, blank=True)

    objects = PostingQuerySet.as_manager()

    class Meta:
        verbose_name = _("Posting")
        constraints = [
            models.UniqueConstraint(
                fields=["staff", "post", "starts_on"], name="one_posting_per_start"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                name="posting_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.staff} · {self.post}"

    def holds_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or self.ends_on >= day)


class RosterEntry(models.Model):
    """One person, one day, one shift."""

    site = models.ForeignKey("places.Site", models.PROTECT, related_name="roster")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="roster")
    post = models.ForeignKey(Post, models.PROTECT, related_name="roster")
    shift = models.ForeignKey(Shift, models.PROTECT, related_name="roster")
    day = models.DateField(_("Day"))

    objects = SiteScoped.as_manager()

    class Meta:
        verbose_name = _("Roster entry")
        constraints = [
            models.UniqueConstraint(
                fields=["staff", "day", "shift"], name="one_entry_per_person_day_shift"
            ),
        ]
        indexes = [models.Index(fields=["site", "day"], name="roster_by_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.shift} {self.staff}"
