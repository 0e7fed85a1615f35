"""Work on evidence beside the pages."""

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from bening.adapters.file_store import ContentMissing, file_store
from bening.adapters.file_types import by_media_type
from bening.adapters.previews import draw_previews
from bening.adapters.previews.drawing import PreviewRefused
from bening.evidence import sweeping
from bening.evidence.models import PreviewState, StoredFile


@task()
def draw_previews_of(sha256: str) -> str:
    """Draws the pictures of a file; the state they are in afterwards. Repeating it does no harm."""
    row = StoredFile.objects.get(sha256=sha256)
    store = file_store()
    state, pages = PreviewState.NONE, row.pages
    try:
        with store.open(sha256) as file:
            most = int(settings.PREVIEW_PAGES)
            drawn = draw_previews(file, by_media_type(row.media_type), most_pages=most)
    except (PreviewRefused, ContentMissing):
        state = PreviewState.REFUSED
    else:
        if drawn is not None:
            for name, picture in drawn.pictures.items():
                store.keep_derived(sha256, name, picture)
            state, pages = PreviewState.READY, drawn.pages
    StoredFile.objects.filter(sha256=sha256).update(preview=state, pages=pages)
    return str(state)


@task()
def sweep() -> int:
    """Forgets uploads that were left alone and content that nothing refers to; how many went."""
    now = timezone.now()
    return sweeping.sweep_uploads(now=now) + sweeping.sweep_content(now=now)


@task()
def make_archive(sheet_id: str, name: str) -> int:
    """Makes the ZIP of a sheet's evidence; how many files it holds."""
    from bening.evidence import archive  # noqa: PLC0415  # which imports this module

    return archive.make(sheet_id, name)
