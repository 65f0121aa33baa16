from celery import shared_task

from hotel.rooms.services import begin_due_blocks


@shared_task(name="rooms.begin_due_blocks")
def begin() -> int:
    return begin_due_blocks()
