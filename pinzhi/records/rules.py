"""Who may look at records and findings. Nobody changes them: they are written once."""

from pinzhi.people.models import Staff


def may_see_records(user: Staff) -> bool:
    """The lists: whoever has any site in reach; `visible_to` says which rows."""
    return bool(user.scope.site_ids)
