"""When something recurs: "`times` times in every `every` units" as windows (XSY-02). Pure.

A rule is plain data. What a standard says: `times` (1), `every` (1), `unit`; `weekday` (1 is
Monday), `monthday` (-1 is the last; a day past the month's end means its last day), `month`,
`time`, `window` (may pass midnight), `before_day` (that day itself excluded; before the 1st is the
whole month before), `condition`, `min` and `max` (bounds that leave the windows as they are).

What a plan adds:

    anchor         ISO date; cycles of n days, weeks, months … are counted from the one that
                   holds it (default: Monday, 1 January 2024)
    holiday        keep (default) | skip | before | after (moved to the nearest working day, 31 days
                   at most) | only. A holiday is a closed date of the calendar.
    workdays_only  true: weekdays without opening hours are holidays too, and `holiday` is skip
    duration       minutes a `time` stays open, at most 1440 (default 60), never into the next one
    clock          what a `time` is: at (default: it opens then), by (it is due then, open since
                   midnight or the time before it) or from (open from then to midnight or the next
                   time); with by and from a `duration` only makes the window shorter. By 00:00 is
                   the end of the day.
    before_opening minutes before the first opening hour of the day, at which the window closes; a
                   day without opening hours has none. Instead of `time`.
    after          rain, typhoon, snow, special or peak: once after each of them, nothing else
                   said but `delay` (minutes, default 0, at most 30 days) and `duration`
                   (default 1440)
    min_gap_days   full days kept free between two windows that no weekday or date fixes
    shift_windows  list of ["HH:MM", "HH:MM"]; default 08:00-20:00, 20:00-08:00. Given with
                   minutes or hours, these are counted from the beginning of each shift

How a rule is read:

    minute, hour   from the beginning of each `window` or shift, the last one cut at its end;
                   without either from midnight of the anchor on, without a break
    shift          each n-th shift, counted from the anchor
    day            n times in one day split its `window`, or the whole day; in k days they go to
                   different days
    week … year    the whole period, split into n runs of whole days; with a `time` or `window`, on
                   the first working day of each run. Every listed weekday, date and time of day
                   occurs; `month` lists say where in a quarter or year, else they leave months out.
                   Half a month is the 1st to 15th, or the 16th to the end.

Conditions: night is 18:00-06:00 unless a clock is given; spring, summer, autumn, winter are March
to May and so on; growing is April to October; holiday is `holiday: only`. The others (rain,
typhoon, snow, special, peak) are events: nothing recurs but while the event is on, which the caller
says by `active` or `events`.

Windows come in order and never overlap. One belongs to a range when it starts in it, so ranges that
meet neither double nor skip any. All sums are made on the wall clock and then put on the time line:
a window that a change of clocks leaves no time for is left out.
"""

from pinzhi.common.calendar import Window
from pinzhi.plans.recurrence.describe import describe
from pinzhi.plans.recurrence.occurring import occurrences
from pinzhi.plans.recurrence.rule import ANCHOR, EVENTS
from pinzhi.plans.recurrence.values import RuleError

__all__ = ["ANCHOR", "EVENTS", "RuleError", "Window", "describe", "occurrences"]
