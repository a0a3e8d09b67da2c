"""The product's own application with shorter beats, so that a test need not wait half a minute."""

from pinzhi.config.asgi import application
from pinzhi.trail import views

views.HEARTBEAT, views.RECHECK = 0.2, 0.4

__all__ = ["application"]
