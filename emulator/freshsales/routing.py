"""All routes: the classic API, the Suite's, and the tracking endpoints of both."""

from __future__ import annotations

from collections.abc import Callable

from contracts.exchange import Answer
from emulator.freshsales import jobs, lists, lookups, phone_calls, tracking
from emulator.freshsales.activities import activity_routes
from emulator.freshsales.auth import SUITE
from emulator.freshsales.bulk import bulk_routes
from emulator.freshsales.filtering import Filters
from emulator.freshsales.kinds import ACTIVITIES, KINDS, LEAD
from emulator.freshsales.records import Records, record_routes
from emulator.freshsales.related import related_routes
from emulator.freshsales.rules.paths import serve_without_api
from emulator.freshsales.selectors import selector_routes
from emulator.freshsales.settings import setting_routes
from emulator.freshsales.views import Views
from emulator.routes import Routes
from emulator.visit import Visit


def all_routes() -> Routes:
    """A blueprint that holds both generations: the Suite has no leads."""
    routes = Routes("freshsales", __name__)
    routes.register_blueprint(_rest("classic", "/api", leads=True))
    routes.register_blueprint(_rest("suite", f"{SUITE}/api", leads=False))
    routes.register_blueprint(_without_api())
    routes.register_blueprint(tracking.routes, name="classic_tracking")
    routes.register_blueprint(tracking.routes, name="suite_tracking", url_prefix=SUITE)
    return routes


def _rest(name: str, prefix: str, *, leads: bool) -> Routes:
    routes = Routes(name, __name__, url_prefix=prefix)
    routes.register_blueprint(lookups.routes)
    routes.register_blueprint(lists.routes)
    routes.register_blueprint(jobs.routes)
    routes.register_blueprint(phone_calls.routes)
    routes.register_blueprint(setting_routes(leads=leads))
    routes.register_blueprint(selector_routes(leads=leads))
    for kind in KINDS.values():
        if leads or kind is not LEAD:
            routes.register_blueprint(record_routes(kind))
            routes.register_blueprint(related_routes(kind))
            search = Filters(kind).search
            routes.post(f"/filtered_search/{kind.word}", endpoint=f"{kind.word}_filter")(search)
        if kind is not LEAD:
            routes.register_blueprint(bulk_routes(kind))
    for kind in ACTIVITIES.values():
        routes.register_blueprint(activity_routes(kind))
    return routes


def _without_api() -> Routes:
    """What the first clients read, which leave /api out of the path."""
    routes = Routes("without_api", __name__)
    for kind in KINDS.values():
        root, views = f"/{kind.many}", Views(kind)
        reads: dict[str, Callable[..., Answer]] = {
            f"{root}/filters": views.filters,
            f"{root}/view/<view_id>": views.view,
            f"{root}/<record_id>": Records(kind).show,
        }
        for path, view in reads.items():
            routes.get(path, endpoint=path.replace(".", "_"))(_told(view))
    return routes


def _told(view: Callable[..., Answer]) -> Callable[..., Answer]:
    def told(visit: Visit, **params: str) -> Answer:
        serve_without_api(visit)
        return view(visit, **params)

    return told
