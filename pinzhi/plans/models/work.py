"""Who does what, where, in which window."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pinzhi.people.departments import Department
from pinzhi.people.models import Post, SiteScoped, Staff
from pinzhi.places.models import Equipment, Place, Role, Site
from pinzhi.plans.models.draws import Draw
from pinzhi.plans.states import OPEN, Status, Withdrawn
from pinzhi.standards.models import Checklist, Requirement


class Plan(models.Model):
    """A site carries out one requirement by one post, again and again."""

    class Status(models.TextChoices):
        ACTIVE = "active", _("Active")
        PAUSED = "paused", _("Paused")
        ENDED = "ended", _("Ended")

    site = models.ForeignKey(Site, models.PROTECT, related_name="plans")
    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="plans")
    checklist = models.ForeignKey(Checklist, models.PROTECT, related_name="plans")
    post = models.ForeignKey(Post, models.PROTECT, related_name="plans")
    title = models.CharField(_("Title"), max_length=120)
    recurrence = models.JSONField(_("Recurrence"))
    makeup_hours = models.PositiveIntegerField(_("Make-up allowed for (hours)"), default=0)
    status = models.CharField(_("Status"), max_length=8, choices=Status, default=Status.ACTIVE)
    starts_on = models.DateField(_("From"))
    ends_on = models.DateField(_("Until"), null=True, blank=True)
    filled_until = models.DateTimeField(null=True, blank=True)
    fault = models.CharField(_("Why it makes no tasks"), max_length=300, blank=True)
    # the plan it took over from when the standard or the site's adjustments changed
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by"
    )
    # the window that was open when it took over belongs to that plan
    whole_windows_only = models.BooleanField(default=False, db_default=False)

    objects = SiteScoped.as_manager()

    class Meta:
        verbose_name = _("Plan")
        constraints = [
            models.UniqueConstraint(
                fields=["site", "requirement", "post"],
                condition=~models.Q(status="ended"),
                name="one_running_plan_per_requirement_and_post",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Filling(models.Model):
    """What a site's tasks were last worked out from: while it stays the same, so do they."""

    site = models.OneToOneField(Site, models.CASCADE, related_name="filling")
    fingerprint = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("State of planning")

    def __str__(self) -> str:
        return f"{self.site} {self.at}"


class Target(models.Model):
    """One thing a plan is carried out at: a place, a machine, or (neither) the whole site."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="targets")
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True)
    equipment = models.ForeignKey(Equipment, models.PROTECT, null=True, blank=True)
    name = models.CharField(max_length=255)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("Target")
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "place", "equipment"],
                name="one_target_per_plan",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return self.name


class TaskQuerySet(models.QuerySet["Task"]):
    def visible_to(self, user: Staff) -> Self:
        """The tasks of one's sites; a contractor's worker sees only his own."""
        scope = user.scope
        wide = {s for g in scope.grants if g.role != Role.CONTRACTOR_WORKER for s in g.site_ids}
        if wide == scope.site_ids:
            return self.filter(site_id__in=wide)
        own = models.Q(site_id__in=scope.site_ids - wide, assignee=user)
        return self.filter(models.Q(site_id__in=wide) | own)

    def open(self) -> Self:
        return self.filter(status__in=OPEN)

    def overdue(self, now: datetime) -> Self:
        return self.open().filter(closes_at__lte=now)


class Task(models.Model):
    """One piece of work: what, where, in which window, by whom. Its edition never changes.

    `status` changes only through `plans.actions`.
    """

    target = models.ForeignKey(Target, models.PROTECT, related_name="tasks", db_index=False)
    # Copies of what its target and its plan say, which never say anything else: the trigger
    # `plans_task_of_its_plan` keeps them alike, and the target is what cannot go. A key of its own
    # for each would take longer to check than the task to write.
    site = models.ForeignKey(
        Site,
        models.DO_NOTHING,
        related_name="tasks",
        db_constraint=False,
        db_index=False,
    )
    plan = models.ForeignKey(
        Plan,
        models.DO_NOTHING,
        related_name="tasks",
        db_constraint=False,
        db_index=True,
    )
    checklist = models.ForeignKey(
        Checklist,
        models.DO_NOTHING,
        related_name="tasks",
        db_constraint=False,
        db_index=False,
    )
    place = models.ForeignKey(
        Place,
        models.DO_NOTHING,
        null=True,
        blank=True,
        related_name="tasks",
        db_constraint=False,
        db_index=False,
    )
    equipment = models.ForeignKey(
        Equipment,
        models.DO_NOTHING,
        null=True,
        blank=True,
        related_name="tasks",
        db_constraint=False,
        db_index=False,
    )
    post = models.ForeignKey(
        Post,
        models.DO_NOTHING,
        related_name="tasks",
        db_constraint=False,
        db_index=False,
    )
    department = models.CharField(_("Department"), max_length=20, choices=Department)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="tasks"
    )
    title = models.CharField(_("Title"), max_length=400)
    opens_at = models.DateTimeField(_("Opens at"))
    closes_at = models.DateTimeField(_("Due by"))
    lost_at = models.DateTimeField(_("Missed after"))
    status = models.CharField(_("Status"), max_length=10, choices=Status, default=Status.DUE)
    started_at = models.DateTimeField(_("Started at"), null=True, blank=True)
    done_at = models.DateTimeField(_("Done at"), null=True, blank=True)
    # somebody gave it to this person: planning anew leaves that alone
    by_hand = models.BooleanField(default=False, db_default=False)
    # why it is cancelled, when nobody did: it may come back
    withdrawn = models.CharField(max_length=4, choices=Withdrawn, default="", db_default="")

    # drawn by lot: the done task that is checked again, by somebody else
    rechecks = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="rechecked_by",
        db_index=False,
    )
    draw = models.ForeignKey(
        Draw, models.PROTECT, null=True, blank=True, related_name="tasks", db_index=False
    )

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("Task")
        constraints = [
            models.UniqueConstraint(
                fields=["target", "opens_at"],
                condition=models.Q(rechecks=None),
                name="one_task_per_window",
            ),
            models.UniqueConstraint(
                fields=["draw", "rechecks"],
                condition=models.Q(draw__isnull=False),
                name="one_recheck_per_draw",
            ),
            models.CheckConstraint(
                condition=models.Q(closes_at__gt=models.F("opens_at")),
                name="task_window_has_length",
            ),
            models.CheckConstraint(
                condition=models.Q(lost_at__gte=models.F("closes_at")),
                name="task_missed_after_it_was_due",
            ),
        ]
        indexes = [
            models.Index(fields=["site", "closes_at", "id"], name="task_by_deadline"),
            models.Index(fields=["closes_at", "id"], name="task_by_deadline_anywhere"),
            models.Index(
                fields=["site", "closes_at", "id"],
                name="task_open_by_deadline",
                condition=models.Q(status__in=["due", "running"]),
            ),
            models.Index(
                fields=["assignee", "closes_at"],
                name="task_mine_open",
                condition=models.Q(status__in=["due", "running"]),
            ),
            models.Index(
                fields=["rechecks"],
                name="task_rechecks",
                condition=models.Q(rechecks__isnull=False),
            ),
            models.Index(
                fields=["lost_at"],
                name="task_to_be_missed",
                condition=models.Q(status__in=["due", "running"]),
            ),
        ]

    def __str__(self) -> str:
        return self.title
