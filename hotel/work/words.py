"""How the journal's history says the acts on items."""

from django.utils.translation import pgettext_lazy

from hotel.journal.words import say

say(
    {
        "work.accepted": pgettext_lazy("act", "accepted"),
        "work.started": pgettext_lazy("act", "started"),
        "work.done": pgettext_lazy("act", "finished"),
        "work.not_applicable": pgettext_lazy("act", "set as not applicable"),
        "work.failed": pgettext_lazy("act", "recorded as not passed"),
        "work.held": pgettext_lazy("act", "put on hold"),
        "work.released": pgettext_lazy("act", "took off hold"),
        "work.reopened": pgettext_lazy("act", "opened again"),
        "work.assigned": pgettext_lazy("act", "handed over"),
        "work.escalated": pgettext_lazy("act", "escalated"),
    }
)
