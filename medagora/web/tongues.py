"""Which language a text is in. Heavy: only a worker or a command loads the model."""

from functools import lru_cache
from typing import Any

_SHORTEST = 20
_SURE = 0.7


@lru_cache(maxsize=1)
def _identifier() -> Any:
    # 85 MB, and numpy: the web process never pays for it
    from py3langid.langid import (  # noqa: PLC0415 - see above
        MODEL_FILE,
        LanguageIdentifier,
    )

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def guess_language(text: str) -> str:
    """The language that a text is most likely in, or "" when that is not clear."""
    if len(text) < _SHORTEST:
        return ""
    code, probability = _identifier().classify(text)
    return str(code) if probability > _SURE else ""
