"""Everything that can be broken, as one tree. Texts are German, one sentence with the next step: users read them.

    LotsenwissenError
    ├── SettingsError          a setting has an unusable value
    ├── CorpusError            the corpus breaks a rule; `findings` lists each one
    │   └── SourceUnreadable   one file cannot be read; the rest of the corpus can
    ├── ReleaseError           a built corpus is needed and not usable
    │   ├── NoRelease          none has been built or published yet
    │   ├── ReleaseDamaged     half-written, foreign or missing parts
    │   ├── FingerprintMismatch  built with other settings or another embedding model
    │   ├── BuildLocked        another process is building
    │   └── StorageFailed      disk full, read-only or locked folder
    ├── ModelError             the language model cannot answer now
    │   ├── ModelUnreachable   no server answers
    │   ├── ModelMissing       the server does not have the model
    │   ├── ModelOverloaded    the server's queue is full
    │   ├── PromptTruncated    the server silently cut the prompt
    │   └── ModelBroken        anything else it did wrong, mid-stream or before
    └── StoreError             conversations cannot be read or written

Refusals are not errors: they are values of `assistant.answer.answer.Status`.
"""


class LotsenwissenError(Exception):
    """Root of all errors this product raises on purpose. `str(error)` is a German sentence fit for the user."""


class SettingsError(LotsenwissenError):
    pass


class CorpusError(LotsenwissenError):
    def __init__(self, message: str, findings: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.findings = findings


class SourceUnreadable(CorpusError):
    pass


class ReleaseError(LotsenwissenError):
    pass


class NoRelease(ReleaseError):
    pass


class ReleaseDamaged(ReleaseError):
    pass


class FingerprintMismatch(ReleaseError):
    pass


class BuildLocked(ReleaseError):
    pass


class StorageFailed(ReleaseError):
    pass


class ModelError(LotsenwissenError):
    pass


class ModelUnreachable(ModelError):
    pass


class ModelMissing(ModelError):
    pass


class ModelOverloaded(ModelError):
    pass


class PromptTruncated(ModelError):
    pass


class ModelBroken(ModelError):
    pass


class StoreError(LotsenwissenError):
    pass
