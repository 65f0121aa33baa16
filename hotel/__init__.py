"""The hotel. Importing it gives Celery its application, so that `shared_task` finds the broker."""

from hotel.celery import app as celery_app

__all__ = ("celery_app",)
