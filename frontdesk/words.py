"""How the counter's acts are called when people read the journal."""

from django.utils.translation import gettext_lazy as _

from hotel.journal import words

# Kept in the journal in this form, read in both languages.
NOT_COME = "未同来"

words.say(
    {
        "checkin.deposit_waived": _("let the guest in without a deposit"),
        "checkin.signed": _("noted the guest's signature"),
        "reservation.group_let_in": _("let the group in"),
        "registration.made": _("registered a person"),
        "registration.submitted": _("submitted the registration"),
        "registration.exported": _("exported registrations"),
        "key.issued": _("issued a key card"),
        "key.returned": _("took a key card back"),
        "key.lost": _("noted a key card as lost"),
        "check_out.done": _("let the guest leave"),
        "invoice.requested": _("noted an invoice"),
        "invoice.issued": _("issued an invoice"),
        "invoice.handed_over": _("handed an invoice over"),
        "day.closed": _("closed the day"),
    }
)
words.label(
    {
        "registration.receipt_no": _("receipt number"),
        "invoice.number": _("invoice number"),
    }
)
words.because({NOT_COME: _("did not come")})
