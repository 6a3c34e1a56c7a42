from datetime import date, datetime, timedelta, timezone

from jetdesk.reports.dates import day, days, moment


def test_a_day_in_both_languages():
    assert day(date(2026, 2, 18), "en") == "18 February 2026"
    assert day(date(2026, 2, 18), "ja") == "2026年2月18日(水)"


def test_days_of_a_month_share_it():
    both = (date(2026, 2, 19), date(2026, 2, 18))
    assert days(both, "en") == "18 and 19 February 2026"
    assert days(both, "ja") == "2026年2月18日(水)、19日(木)"
    assert days((*both, date(2026, 2, 24)), "en") == "18, 19 and 24 February 2026"


def test_days_of_two_months():
    assert days((date(2026, 2, 28), date(2026, 3, 1)), "en") == "28 February 2026 and 1 March 2026"
    assert days((), "en") == ""


def test_a_moment_is_told_in_its_own_zone():
    at = datetime(2026, 2, 20, 23, 5, tzinfo=timezone(timedelta(hours=-10)))
    assert moment(at, "en") == "20 February 2026, 23:05"
    assert moment(at, "ja") == "2026年2月20日 23:05"
