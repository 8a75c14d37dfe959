"""Static files for production: scripts without comments, hashed names, compressed, imports rewritten."""

from collections.abc import Iterator
from typing import Any

import rjsmin
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

# Our own; what packages bring is small already.
OURS = "js/"


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage, which also follows the imports of ES modules and drops what only people read."""

    support_js_module_import_aggregation = True

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        """Take comments and spare spaces out of our scripts, then do as usual.

        `paths` are the collected files: {name: (storage, path in it)}.
        """
        if not dry_run:
            paths = {name: self._small(name, *place) for name, place in paths.items()}
        yield from super().post_process(paths, dry_run, **options)

    def _small(self, name: str, storage: Any, path: str) -> tuple[Any, str]:
        if not (name.startswith(OURS) and name.endswith(".js")):
            return storage, path
        with storage.open(path) as file:
            small = rjsmin.jsmin(file.read().decode())
        self.delete(name)
        self.save(name, ContentFile(small.encode()))
        return self, name
