from celery import shared_task

from hotel.notifications import services
from hotel.web import clock


@shared_task(name="notifications.watch")
def watch() -> int:
    """Remind and escalate what is due now."""
    return services.remind_overdue_receipts(clock.now())
