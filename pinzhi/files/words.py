"""What the verbs of this room are called in the trail."""

from django.utils.translation import gettext_lazy as _

VERBS = {"evidence.kept": _("Photo or signature kept")}
