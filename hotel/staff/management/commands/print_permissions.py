"""`manage.py print_permissions`: docs/permissions.md and tests/permissions.csv from the rules."""

from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import translation

from hotel.staff import services
from hotel.staff.models import Department, Role, User
from hotel.staff.permissions import as_csv, as_markdown, table

# Some rules read the levels of VIP visits; the other defaults decide nobody's rights.
READ_BY_RULES = ("staff", "vip")


class Command(BaseCommand):
    help = "Write the table of every route and every role into docs/ and tests/."

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override("en"), transaction.atomic():
            holders = _holders()
            rows = table(holders)
            names = {code: user.held_roles[0].name_en for code, user in holders.items()}
            transaction.set_rollback(True)  # the holders were made up
        (settings.BASE_DIR / "docs" / "permissions.md").write_text(as_markdown(rows, names))
        (settings.BASE_DIR / "tests" / "permissions.csv").write_text(as_csv(rows))
        self.stdout.write(f"{len(rows)} routes, {len(holders)} roles")


def _holders() -> dict[str, User]:
    call_command("load_defaults", *READ_BY_RULES, stdout=StringIO())
    anywhere = Department.objects.get(code="human_resources")
    return {
        role.code: services.hire(
            username=f"zz-{role.code}"[:32],
            name_zh=role.name_zh[:40],
            department=role.department or anywhere,
            roles=[role],
            by=None,
        )
        for role in Role.objects.filter(dynamic=False).select_related("department")
    }
