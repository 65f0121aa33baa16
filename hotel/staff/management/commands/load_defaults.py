"""`manage.py load_defaults`: what the product ships with, into the database. Safe to run again."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandParser


class Command(BaseCommand):
    help = (
        "Load the departments, roles and other defaults that every app ships in its defaults.json."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("apps", nargs="*", help="only these apps, by label")

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = options["apps"]
        for app in apps.get_app_configs():
            if wanted and app.label not in wanted:
                continue
            name = f"{app.name}.defaults"
            if find_spec(name) is None:
                continue
            load = getattr(import_module(name), "load", None)
            if load is not None:
                load()
                self.stdout.write(f"  {app.label}")
