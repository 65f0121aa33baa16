"""How departures and invoices are called when people read the journal."""

from django.utils.translation import gettext_lazy as _

from hotel.journal import words

words.say(
    {
        "check_out.done": _("let the guest leave"),
        "invoice.requested": _("noted an invoice"),
        "invoice.issued": _("issued an invoice"),
        "invoice.handed_over": _("handed an invoice over"),
    }
)
words.label({"invoice.number": _("invoice number")})
