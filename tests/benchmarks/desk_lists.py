"""`python -m tests.benchmarks.desk_lists`: what the desk is asked for, and a moderator to ask it.

Prints JSON: the cookie of a session, and of each list its name and its query string.
"""

import json

import django

PER_PAGE = 50
FAR = 1_000

# Name and query string of each list; the far page of those with a `True` is asked for as well.
LISTS = (
    ("waiting, oldest first", "", True),
    ("waiting, newest first: the flood", "sort=newest", True),
    ("waiting, highest score first", "sort=highest", True),
    ("waiting, lowest score first", "sort=lowest", True),
    ("approved", "state=approved", True),
    ("all, newest first", "state=any&sort=newest", True),
    ("all, highest score first", "state=any&sort=highest", True),
    ("one article", "state=approved&page={page}", True),
    ("one article, highest score first", "state=approved&page={page}&sort=highest", False),
    ("one sender of 20,000", "state=any&email=flood%40plimsoles.example", True),
    ("one text of 50,000", "text={flood}", True),
    ("one text, lowest score first", "text={flood}&sort=lowest", False),
    ("last 24 hours", "age=day", False),
    ("last 30 days, lowest score first", "age=month&sort=lowest&state=any", True),
    ("older than 7 days, highest score first", "age=older&sort=highest", True),
    ("any signal", "signal=any", True),
    ("a signal of spam, approved", "signal=honeypot&state=approved", False),
    ("a signal, highest score first", "signal=links&sort=highest&state=any", True),
    ("a rare word", "q=zanzibarite&state=any", False),
    ("a word of one in a thousand", "q=kinesiology&state=approved", False),
    ("a word of one in thirty", "q=osteopath", False),
    ("a word of one in thirty, all", "q=osteopath&state=any&sort=highest", True),
    ("a word of most", "q=the&state=approved", True),
    ("a word of the flood, not in this state", "q=plimsoles&state=approved", False),
    ("a word of the flood, oldest first", "q=plimsoles&state=spam", False),
    ("a word that nobody wrote", "q=qwertzuiop&state=any", False),
    ("the beginning of many words", "q=the+con&state=any", False),
    ("three words", "q=the+knee+osteopath&state=any", False),
    ("word, signal, age and order", "q=osteopath&signal=links&age=older&sort=highest&state=any", True),
    (
        "two common words and a signal, newest first",
        "q=back+knee&signal=akismet&state=approved&sort=newest",
        True,
    ),
    ("signs that have to be read", "q=%E8%86%9D", False),
)


def lists() -> dict[str, str]:
    """Query strings by name, far pages included: the 1,000th, or the last of a shorter list."""
    from articles.models import ArticlePage
    from tests.benchmarks.targets import MANY_COMMENTS

    page = ArticlePage.objects.get(slug=MANY_COMMENTS.path.split("/")[-2]).pk
    found = {}
    for name, template, is_far in LISTS:
        query = template.format(page=page, flood="f" * 64)
        found[name] = query
        if is_far and (far := _far(query)):
            found[f"{name}, page {far[0]:,}"] = far[1]
    return found


def _far(query: str) -> tuple[int, str] | None:
    """The number and the query string of a page far on in a list; found by reading all of it."""
    from django.http import QueryDict

    from comments.desk.filters import Filters
    from comments.desk.order import Order

    filters = Filters.read(QueryDict(query))
    comments = filters.listed()
    if filters.asked.is_anything:
        comments = comments.filter(pk__in=_matching(filters))
    order = Order(filters.order.field, filters.order.descending, is_sorted=True)
    places = order.first(comments, FAR * PER_PAGE)
    number = len(places) // PER_PAGE
    if number < 2:
        return None
    return number, f"{query}&after={order.written(places[(number - 1) * PER_PAGE - 1])}"


def _matching(filters: object) -> list[int]:
    from comments.search import lookup

    return lookup.matching(filters.asked, 200_000)


def session() -> str:
    """The key of a session of a moderator made for this."""
    from importlib import import_module

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
    from django.contrib.auth.models import Group

    user, _made = get_user_model().objects.get_or_create(username="bench-moderator")
    user.groups.add(Group.objects.get(name="Comment moderators"))
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.save()
    return f"{settings.SESSION_COOKIE_NAME}={store.session_key}"


if __name__ == "__main__":
    django.setup()
    print(json.dumps({"cookie": session(), "lists": lists()}))
