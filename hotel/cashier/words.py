"""How postings are called when people read the journal."""

from django.utils.translation import gettext_lazy as _

from hotel.cashier.wording import GIVEN_BACK
from hotel.journal import words

words.say(
    {
        "folio.opened": _("opened the bill"),
        "folio.charged": _("charged"),
        "folio.deposit_taken": _("took a deposit"),
        "folio.paid": _("took a payment"),
        "folio.refunded": _("gave money back"),
        "folio.reversed": _("reversed a line"),
    }
)
words.because({GIVEN_BACK: _("Deposit given back at check-out")})
