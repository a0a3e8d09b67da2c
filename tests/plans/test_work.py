"""What a task copies from its plan and target is what these say, and stays so."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from pinzhi.people.models import Post
from pinzhi.places.models import Place, Site
from pinzhi.plans.models import Plan, Target, Task

pytestmark = pytest.mark.django_db


@pytest.fixture
def elsewhere(site: Site) -> Place:
    return Place.objects.create(site=site, kind="space", code="K9", name="九号", full_name="九号")


@pytest.mark.parametrize("copied", ["place_id", "post_id", "site_id", "checklist_id", "plan_id"])
def test_task_of_other_copies_is_not_written(task: Task, copied: str) -> None:
    task.pk, task.opens_at = None, task.opens_at.replace(year=2030)
    task.closes_at = task.lost_at = task.closes_at.replace(year=2031)
    setattr(task, copied, 10**9)
    with pytest.raises(IntegrityError, match="not what its plan and target say"):
        task.save(force_insert=True)


def test_task_of_a_target_that_is_not_there_is_not_written(task: Task) -> None:
    task.pk, task.target_id = None, 10**9
    with pytest.raises(IntegrityError, match="not what its plan and target say"):
        task.save(force_insert=True)


def test_copies_do_not_change(task: Task, elsewhere: Place) -> None:
    post = Post.objects.create(site=task.site, code="XX", name="另一岗", department="engineering")
    changes = (
        Task.objects.filter(pk=task.pk).update,
        Target.objects.filter(pk=task.target_id).update,
    )
    for change in changes:
        with pytest.raises(IntegrityError, match="does not change"), transaction.atomic():
            change(place=elsewhere)
    with pytest.raises(IntegrityError, match="does not change"), transaction.atomic():
        Plan.objects.filter(pk=task.plan_id).update(post=post)


def test_what_a_task_copies_cannot_go(task: Task, elsewhere: Place) -> None:
    """The key to the target holds them all: by the ORM, and underneath it."""
    other = Target.objects.create(plan=task.plan, place=elsewhere, name="九号", order=1)
    for thing in (task.plan, task.target, task.checklist, task.post, other.place or other):
        with pytest.raises(ProtectedError):
            thing.delete()
    with pytest.raises(IntegrityError):
        _execute("DELETE FROM plans_target WHERE id = %s", task.target_id)
    with pytest.raises(IntegrityError):
        _execute("DELETE FROM plans_plan WHERE id = %s", task.plan_id)


@transaction.atomic
def _execute(statement: str, key: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [key])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
