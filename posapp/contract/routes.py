"""Where the hub answers. Every path but HEALTH and ENROL wants `Authorization: Bearer <token>`."""

from __future__ import annotations

from typing import Final

HEALTH: Final = "/v1/health"
"""GET: the hub is up; its epoch and time. Needs no token."""

ENROL: Final = "/v1/enrol"
"""POST calls.EnrolRequest -> calls.EnrolAnswer. Needs no token but a one-time code."""

TILL: Final = "/v1/till"
"""GET -> calls.TillAnswer: who the till is, what the hub holds of its journal, how far each feed is. For polling."""

TOKEN: Final = "/v1/token"
"""POST -> calls.TokenAnswer: another token for the calling till; the old one is good until the new one is used."""

ENTRIES: Final = "/v1/entries"
"""POST envelope.Batch -> envelope.Answer; 409 calls.Problem when it does not continue what the hub holds."""

FEED: Final = "/v1/feeds/{noun}"
"""GET ?after=CURSOR -> feeds.FeedPage of one noun."""

EVENTS: Final = "/v1/events"
"""GET, answered without end: server-sent events that carry events.Moved; takes Last-Event-ID. 503 when there are too
many listeners; a till that has no stream asks TILL from time to time."""

SNAPSHOT: Final = "/v1/snapshot"
"""GET -> feeds.SnapshotInfo of the till's store; 304 for a known ETag, 503 with Retry-After while it is being built."""

SNAPSHOT_FILE: Final = "/v1/snapshot/{version}"
"""GET -> the zstd bytes; takes Range, so that a broken download goes on where it stopped."""

TOTALS: Final = "/v1/totals"
"""GET ?till=&date= -> calls.Totals of the till's store: what the hub counted, to compare with the till's own books."""

SHOP_DAY: Final = "/v1/shop-day"
"""GET ?date= -> shop_day.ShopDay: the figures of all tills of the store, and which of them are lacking."""

EXCEPTIONS: Final = "/v1/exceptions"
"""GET ?store=&settled=&after= -> exceptions.ExceptionPage. Wants a token of head office, not of a till."""

SETTLE: Final = "/v1/exceptions/settle"
"""POST exceptions.SettleRequest -> exceptions.ExceptionRow. Wants a token of head office."""

TAKE_HOLD: Final = "/v1/holds/take"
"""POST feed_holds.TakeHoldRequest -> feed_holds.HoldRow: whose the held basket is now. Asking again changes nothing."""

CLAIM_ORDER: Final = "/v1/orders/claim"
"""POST order_calls.ClaimOrderRequest -> feed_orders.OrderRow: the order, kept for the calling till for two minutes.
Asking again keeps it on."""

LOOK_ORDERS: Final = "/v1/orders/look"
"""POST order_calls.LookRequest -> order_calls.LookedUp: orders of other shops, to be read and not collected."""

WEB_ORDERS: Final = "/v1/web/orders"
"""POST order_calls.PlaceOrderRequest -> order_calls.OrderSaid. Wants a token of a channel, as the four below do; the
same order again is the same order."""

WEB_ORDER: Final = "/v1/web/orders/{order}"
"""GET -> order_calls.OrderSaid: where the order stands, and what goes back to its customer."""

WEB_CANCEL: Final = "/v1/web/orders/{order}/cancel"
"""POST order_calls.CancelOrderRequest -> order_calls.OrderSaid."""

WEB_ARRIVED: Final = "/v1/web/orders/{order}/arrived"
"""POST order_calls.ArrivedRequest -> order_calls.OrderSaid: the customer waits at the shop; its tills say so."""

WEB_REFUNDED: Final = "/v1/web/orders/{order}/refunded"
"""POST order_calls.RefundedRequest -> order_calls.OrderSaid: the channel has paid that much back."""

SUSPENDED: Final = "/v1/shifts/suspended"
"""GET -> suspensions.SuspendedShifts: the shifts of the calling till's store that stand still."""

RESUME: Final = "/v1/shifts/resume"
"""POST suspensions.ResumeRequest -> suspensions.SuspendedRow: whose the shift is now. Asking again changes nothing."""

PURSE: Final = "/v1/purses"
"""POST purses.PurseRequest -> purses.PurseAnswer: what is there, kept for a sale under way. Asking again is safe."""

RESERVE_COUPON: Final = "/v1/coupons/reserve"
"""POST feed_coupons.ReserveCouponRequest -> feed_coupons.ReservationRow: whether the coupon is kept for this basket.
Asking again changes nothing."""

CHARGES: Final = "/v1/charges"
"""POST charges.ChargeQuestion -> charges.ChargeAnswer: money asked of a wallet's provider. May take as long as the
provider; asking again takes nothing again."""

REFUNDS: Final = "/v1/refunds"
"""POST refunds.RefundRequest -> refunds.RefundTold: money given back to a wallet; asking again gives nothing again."""

RETURNS: Final = "/v1/returns"
"""POST returns.ReturnQuestion -> returns.ReturnAnswer: what was sold and what of it came back, or what is kept for a
return under way. Asking again changes nothing."""

RETURN_PHOTOS: Final = "/v1/return-photos"
"""POST a JPEG -> returns.PhotoKept: a picture of goods that came back, kept under its hash. Again is the same."""

RETURN_PHOTO: Final = "/v1/return-photos/{photo}"
"""GET -> the bytes of it. Wants a token of head office."""

NOTICES: Final = "/v1/notices/{about}"
"""GET -> notices.NoticesSaid: what became of the messages to the customer of a sale of the calling till's store."""

PICTURE: Final = "/v1/pictures/{sha256}"
"""GET -> the bytes of a picture, whose hash a row of the feed of pictures names."""

MEMBER: Final = "/v1/members/{member}"
"""GET -> calls.MemberAnswer: whom a member's id means today."""


FIND_MEMBERS: Final = "/v1/members"
"""POST member_calls.MemberQuestion -> member_calls.MembersFound: whom a telephone number or an id means."""

MEMBER_HISTORY: Final = "/v1/member-history"
"""POST member_history.HistoryQuestion -> member_history.MemberHistory: what all shops had to do with a member."""


def feed(noun: str) -> str:
    """The path of one noun's feed."""
    return FEED.format(noun=noun)


def picture(sha256: str) -> str:
    """The path of a picture's bytes."""
    return PICTURE.format(sha256=sha256)


def notices(about: str) -> str:
    """The path of what became of a sale's messages."""
    return NOTICES.format(about=about)


def snapshot_file(version: str) -> str:
    """The path of one built snapshot."""
    return SNAPSHOT_FILE.format(version=version)
