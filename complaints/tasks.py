from celery import shared_task

from complaints import services


@shared_task(name="complaints.watch")
def watch() -> int:
    """Ring for the promises that are due now."""
    return services.watch()
