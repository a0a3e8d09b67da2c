from pinzhi.config.settings import *  # noqa: F403 -- the server as it is
from pinzhi.config.settings import INSTALLED_APPS as ROOMS

INSTALLED_APPS = [*ROOMS, "tests.faults.doubling"]
