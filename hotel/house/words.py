"""How changes of the rules are called when people read the journal."""

from django.utils.translation import gettext_lazy as _

from hotel.journal import words

words.say(
    {
        "house_rules.changed": _("changed the house rules"),
        "house_rules.reset": _("set the house rules back to the shipped values"),
    }
)
