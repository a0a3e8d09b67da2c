"""When a place works: opening windows, closed dates, make-up workdays, and sums of open time.

Pure: no clock, no database. Open is what the clock on the wall says: an instant counts when the
local time shown at it lies inside a window (begin included, end not), and what is counted is time
that really passed. So a window over the hour that a change to winter time repeats counts that hour
twice, and the hour that a change to summer time leaves out is not counted at all.
"""

from pinzhi.common.calendar.core import HORIZON_YEARS, Calendar, NeverOpenError
from pinzhi.common.calendar.explain import Reason, Stretch
from pinzhi.common.calendar.window import Window

__all__ = ["HORIZON_YEARS", "Calendar", "NeverOpenError", "Reason", "Stretch", "Window"]
