"""The display of a hall: live with a script, drawn anew every five seconds without one."""

import json
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bening.queues import displays, voice_clips
from bening.queues.displays import Shown
from bening.queues.kept_setups import find_setup_now
from bening.queues.live import live
from bening.queues.setups import HallSetup

THEMES = {"terang": "light", "gelap": "dark"}


@require_safe
def display(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The display of some zones (`?zona=1`, `?zona=1-3`) or of all; as JSON where asked for.

    With the hall's display key (`?kunci=`) it carries the code for whoever is there.
    """
    now = timezone.now()
    setup = find_setup_now(slug, now)
    if setup is None:
        raise Http404
    zones = displays.zones_of("-".join(request.GET.getlist("zona")))
    proof = displays.proof_in(request.GET.get("kunci", ""))
    shown = displays.shown_on(live.today(setup.key, now=now), zones, now=now, proof=proof)
    if "json" in request.headers.get("accept", ""):
        answer: HttpResponseBase = JsonResponse(displays.state_of(shown, now=now))
    else:
        key = displays.key_of(zones, proof)
        with translation.override("id"), timezone.override(ZoneInfo(setup.zone)):
            answer = render(
                request,
                "queues/display.html",
                {
                    "language": "id",
                    "theme": THEMES.get(request.GET.get("tema", ""), ""),
                    "now": timezone.localtime(now),
                    "shown": shown,
                    "parts": mark_safe(displays.html_of(shown)),  # noqa: S308 - a template drew it
                    "stream": f"/sse/antrean/{slug}/{displays.TOPIC}/{key + '/' if key else ''}",
                    "clips": voice_clips.for_player(),
                    "voice_zones": ",".join(str(one) for one in sorted(zones)),
                    "volumes": _volumes(setup),
                    "running": _running(shown),
                },
            )
    patch_vary_headers(answer, ["Accept"])
    answer["Cache-Control"] = "no-store"
    return answer


def _volumes(setup: HallSetup) -> str:
    """The schedule as the player reads it: parts of 1."""
    return json.dumps([[at, percent / 100] for at, percent in setup.volumes])


def _running(shown: Shown) -> str:
    """The running text: the promise, how it is kept today, what the hall has to say."""
    said = []
    if shown.promises:
        least, most = shown.promises[0], shown.promises[-1]
        values = {"least": least, "most": most}
        if least == most:
            said.append(_("Dilayani dalam %(most)s menit, atau petugas tambahan datang.") % values)
        else:
            said.append(
                _(
                    "Dilayani dalam %(least)s sampai %(most)s menit menurut layanannya, "
                    "atau petugas tambahan datang."
                )
                % values
            )
    if shown.decided:
        said.append(
            _("Hari ini %(kept)s dari %(decided)s orang dilayani dalam janji.")
            % {"kept": shown.kept, "decided": shown.decided}
        )
    if shown.setup.running_text:
        said.append(shown.setup.running_text)
    said.append(_("Jangan memberi apa pun kepada petugas."))
    return " · ".join(said)
