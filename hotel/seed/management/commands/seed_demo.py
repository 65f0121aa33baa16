"""`manage.py seed_demo`: furnish the demo hotel, or move it to today."""

import logging
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from hotel.seed import story
from hotel.web import clock


class Command(BaseCommand):
    help = "Furnish the demo hotel: staff, rooms, three months of stays, today, VIP visits."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="only when no room stands yet")
        parser.add_argument(
            "--offer-today",
            action="store_true",
            help="when the business date lies behind, ask whether to move the hotel to today",
        )
        parser.add_argument("--move-to-today", action="store_true", help="move it without asking")

    def handle(self, *args: Any, **options: Any) -> None:
        # The news is delivered here; pokes that find nobody to wake are not worth a line.
        logging.getLogger("hotel.journal.poke").setLevel(logging.ERROR)
        if options["offer_today"]:
            self._offer()
        elif options["move_to_today"]:
            self._move()
        elif story.is_empty():
            with transaction.atomic():
                story.furnish(clock.today(), self._say)
        elif not options["if_empty"]:
            raise CommandError("The hotel is furnished already. `make reset` gives a fresh one.")

    def _offer(self) -> None:
        behind = story.days_behind(clock.today())
        if behind <= 0:
            return
        if sys.stdin.isatty():
            answer = input(f"  The demo hotel is {behind} days behind. Move it to today? [y/N] ")
            if answer.strip().lower().startswith("y"):
                self._move()
            return
        self._say(
            f"the demo hotel is {behind} days behind; MOVE_TO_TODAY=1 make run moves it to today"
        )

    def _move(self) -> None:
        if story.days_behind(clock.today()) > 0:
            with transaction.atomic():
                story.move_to(clock.today(), self._say)

    def _say(self, line: str) -> None:
        self.stdout.write(f"  {line} …")
        self.stdout.flush()
