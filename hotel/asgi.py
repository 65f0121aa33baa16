"""One port: pages on a fixed pool of threads, live push on the event loop.

Each thread keeps its own database connection. Django's own ASGI handler would run every request
on a new thread with a new connection: five to ten times slower, or "too many clients".
"""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hotel.settings.dev")

from channels.auth import AuthMiddlewareStack
from channels.routing import ProtocolTypeRouter, URLRouter
from channels.security.websocket import AllowedHostsOriginValidator
from django.conf import settings

# Loads the apps, so it stands before everything that imports their models.
from hotel.wsgi import application as pages

from hotel.notifications.routing import websocket_urlpatterns  # isort: skip
from hotel.web.bridge import Pages  # isort: skip

application = ProtocolTypeRouter(
    {
        "http": Pages(pages, threads=settings.WEB_THREADS),
        "websocket": AllowedHostsOriginValidator(
            AuthMiddlewareStack(URLRouter(websocket_urlpatterns))
        ),
    }
)
