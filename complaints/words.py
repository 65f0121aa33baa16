"""What complaint news says, in the reader's language; and what its acts are called in the history."""

from django.utils.translation import gettext_lazy as _

from hotel.journal import words as journal_words
from hotel.notifications.words import say

say(
    "complaint.registered",
    title=_("%(severity)s complaint: %(category)s %(where)s"),
    body=_("%(number)s %(who)s. Acknowledge by %(until)s."),
    discreet=_("A new complaint: please look"),
)
say(
    "complaint.critical",
    title=_("Critical complaint: %(category)s %(where)s"),
    body=_("%(number)s. Please take note at once."),
    discreet=_("A critical complaint: please look at once"),
)
say(
    "complaint.escalated",
    title=_("Escalated to %(severity)s: %(category)s %(where)s"),
    body=_("%(number)s %(who)s"),
    discreet=_("A complaint was escalated"),
)
say(
    "complaint.handed_over",
    title=_("Complaint handed to you: %(severity)s %(category)s %(where)s"),
    body=_("%(number)s %(who)s"),
    discreet=_("A complaint was handed to you"),
)
say(
    "complaint.reopened",
    title=_("Opened again: %(severity)s %(category)s %(where)s"),
    body=_("%(number)s %(who)s. Promise the guest a time."),
    discreet=_("A complaint was opened again"),
)
say(
    "promise.reminded",
    title=_("Answer due %(due)s: %(category)s %(where)s"),
    body=_("%(number)s %(who)s. Contact the guest, whatever the progress."),
    discreet=_("An answer to a guest is due soon"),
)
say(
    "promise.rang",
    title=_("Contact the guest now, promised for %(due)s: %(category)s %(where)s"),
    body=_("%(number)s %(who)s"),
    discreet=_("An answer to a guest is due: please look"),
)

journal_words.say(
    {
        "complaint.registered": _("registered the complaint"),
        "complaint.acknowledged": _("acknowledged the complaint"),
        "complaint.facts_recorded": _("recorded the facts of"),
        "complaint.noted": _("noted the progress of"),
        "complaint.option_added": _("added an option to"),
        "complaint.option_answered": _("recorded the guest's answer to an option"),
        "complaint.handed_over": _("handed the complaint over"),
        "complaint.escalated": _("escalated the complaint"),
        "complaint.compensated": _("recorded the compensation"),
        "complaint.resolved": _("resolved the complaint"),
        "complaint.followed_up": _("asked the guest's view"),
        "complaint.closed": _("closed the complaint"),
        "complaint.reopened": _("opened the complaint again"),
        "complaint.withdrawn": _("withdrew the complaint"),
        "promise.made": _("promised an answer"),
        "promise.contacted": _("contacted the guest"),
        "promise.reminded": _("reminded of the promise"),
        "promise.rang": _("rang for the promise"),
        "severity.reset": _("set back to the shipped values"),
        "category.reset": _("set back to the shipped values"),
        "rung.reset": _("set back to the shipped values"),
    }
)
journal_words.label(
    {
        "complaint.option": _("option"),
        "complaint.outcome": _("outcome"),
        "complaint.compensation": _("compensation"),
    }
)
