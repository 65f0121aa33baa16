from celery import shared_task

from hotel.work import services


@shared_task(name="work.watch")
def watch() -> int:
    """Take the steps of the escalation ladder that are due now."""
    return services.watch()
