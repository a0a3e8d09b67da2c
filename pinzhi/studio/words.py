"""What the verbs of this room are called in the trail."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "document.uploaded": _("Document uploaded"),
    "document.read": _("Document read"),
    "document.failed": _("Document could not be read"),
    "document.retried": _("Document read once more"),
    "document.discarded": _("Document thrown away"),
    "document.built": _("Draft made from the document"),
    "document.sure_accepted": _("Accepted what is sure"),
    "proposal.accepted": _("Requirement accepted"),
    "proposal.rejected": _("Requirement rejected"),
    "proposal.edited": _("Part of a requirement corrected"),
    "proposal.extended": _("Part added to a requirement"),
    "proposal.trimmed": _("Part taken from a requirement"),
    "proposal.split": _("Requirement split"),
    "proposal.joined": _("Requirements joined"),
    "proposal.added": _("Requirement added"),
    "proposal.marked": _("Requirement marked as not to be missed"),
    "passage.accepted": _("Passage accepted"),
    "passage.reviewed": _("Passage reviewed"),
    "studio.undone": _("Step in the studio undone"),
    "wire.set": _("Wired"),
    "wire.left": _("Left out of the wiring"),
}
