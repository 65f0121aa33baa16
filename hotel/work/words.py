"""How the journal's history says the acts on items."""

from django.utils.translation import gettext_lazy as _

from hotel.journal.words import say

say(
    {
        "work.accepted": _("accepted"),
        "work.started": _("started"),
        "work.done": _("finished"),
        "work.not_applicable": _("set as not applicable"),
        "work.failed": _("recorded as not passed"),
        "work.held": _("put on hold"),
        "work.released": _("took off hold"),
        "work.reopened": _("opened again"),
        "work.assigned": _("handed over"),
    }
)
