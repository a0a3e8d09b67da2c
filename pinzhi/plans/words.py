from django.utils.translation import gettext_lazy as _

VERBS = {
    "site.tasks_made": _("Tasks made"),
    "plan.adopted": _("Plan begun"),
    "plan.paused": _("Plan paused"),
    "plan.resumed": _("Plan resumed"),
    "plan.ended": _("Plan ended"),
    "plan.moved_on": _("Plan taken over by a newer one"),
    "plan.not_carried_on": _("Plan ended: nothing takes it over"),
    "plan.rule_refused": _("Plan makes no tasks: its rule cannot be carried out"),
    "plan.rule_mended": _("Plan makes tasks again"),
    "task.running": _("Task begun"),
    "task.done": _("Task done"),
    "task.late": _("Task done late"),
    "task.missed": _("Task missed"),
    "task.cancelled": _("Task cancelled"),
    "task.due": _("Task put back on the list"),
    "task.assigned": _("Task given to"),
}
