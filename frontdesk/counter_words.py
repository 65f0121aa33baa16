"""How the acts of arriving are called when people read the journal."""

from django.utils.translation import gettext_lazy as _

from hotel.journal import words

# Kept in the journal in this form, read in both languages.
NOT_COME = "未同来"

words.say(
    {
        "checkin.deposit_waived": _("let the guest in without a deposit"),
        "registration.made": _("registered a person"),
        "registration.submitted": _("submitted the registration"),
        "registration.exported": _("exported registrations"),
        "key.issued": _("issued a key card"),
        "key.returned": _("took a key card back"),
        "key.lost": _("noted a key card as lost"),
    }
)
words.label({"registration.receipt_no": _("receipt number")})
words.because({NOT_COME: _("did not come")})
