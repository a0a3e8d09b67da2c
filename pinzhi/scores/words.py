"""What the verbs of this room are called in the trail."""

from django.utils.translation import gettext_lazy as _

VERBS = {"score.computed": _("Month's score worked out")}
