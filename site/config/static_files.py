"""Static files for production: hashed names, compressed, module imports rewritten to hashed names."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage, which also follows the imports of ES modules."""

    support_js_module_import_aggregation = True
