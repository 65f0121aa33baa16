from celery import shared_task

from housekeeping import services


@shared_task(name="housekeeping.watch")
def watch() -> int:
    """Look for what has become late, and for what a new business date or lost news left to do."""
    return services.watch()
