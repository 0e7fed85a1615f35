"""Static files under names that change with their content, module imports included."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # untyped package
    """Hashed, compressed files.

    `import` lines of modules name the hashed files too, so that an upgrade never mixes old and new
    modules and every module is loaded once.
    """

    support_js_module_import_aggregation = True
