from celery import shared_task

from vip import services


@shared_task(name="vip.watch_approvals")
def watch_approvals() -> int:
    """Approvals whose time is half over, or over."""
    return services.watch_approvals()


@shared_task(name="vip.hand_in_log")
def hand_in_log() -> bool:
    """Yesterday's visit log, from nine on."""
    return services.hand_in_log() is not None
