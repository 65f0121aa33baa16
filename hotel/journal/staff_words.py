"""The words of staff acts. Staff stands below the journal and cannot give them itself."""

from django.utils.translation import gettext_lazy as _

from hotel.journal.words import say

say(
    {
        "staff.hired": _("took on"),
        "staff.changed": _("changed the entry of"),
        "staff.let_go": _("let go"),
        "staff.taken_back": _("took back"),
        "staff.password_set": _("set the password of"),
        "staff.quick_code_set": _("set the quick code of"),
        "staff.lockout_lifted": _("lifted the lock-out of"),
        "staff.taste_set": _("changed how it looks and sounds for"),
        "staff.put_on_duty": _("put on duty"),
        "staff.taken_off_duty": _("took off duty"),
        "staff.department_renamed": _("renamed the department"),
        "staff.role_renamed": _("renamed the role"),
    }
)
