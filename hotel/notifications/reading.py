"""Notices and receipts as people read them: with their words, in the active language."""

from collections.abc import Iterable
from dataclasses import dataclass

from hotel.notifications.models import Notice, Receipt
from hotel.notifications.words import Said, said
from hotel.web import clock


@dataclass(frozen=True)
class NoticeToRead:
    notice: Notice
    said: Said

    @property
    def waits_for_answer(self) -> bool:
        return self.notice.needs_answer and self.notice.accepted_at is None


@dataclass(frozen=True)
class ReceiptToRead:
    receipt: Receipt
    said: Said

    @property
    def late(self) -> bool:
        """Past the time of its reminder and still unanswered."""
        return self.receipt.acknowledged_at is None and self.receipt.remind_due_at < clock.now()


def notices_for_reading(notices: Iterable[Notice]) -> list[NoticeToRead]:
    return [NoticeToRead(each, _said(each)) for each in notices]


def receipts_for_reading(receipts: Iterable[Receipt]) -> list[ReceiptToRead]:
    return [ReceiptToRead(each, _said(each)) for each in receipts]


def _said(news: Notice | Receipt) -> Said:
    return said(news.code, news.params, confidential=news.confidential)
