"""Citation recall and precision as ALCE defines them, with the product's own examiner as the judge of entailment.

SEE: Gao et al. 2023, "Enabling Large Language Models to Generate Text with Citations" (arXiv 2305.14627), section 3.
"""

from collections.abc import Callable, Sequence

from evals.metrics import mean

Entails = Callable[[str, str], bool]  # (premise, claim)


def examiner_entails(premise: str, claim: str) -> bool:
    """Whether the product's examiner would show the claim with this premise as its passage."""
    from assistant.answer.verify import support_score
    from assistant.settings import get_settings

    return bool(premise) and support_score(claim, premise) >= get_settings().verify.threshold


def sentence_is_supported(claim: str, cited: Sequence[str], entails: Entails) -> bool:
    """Recall of one sentence: the cited passages together carry it; a sentence without citation never is."""
    return bool(cited) and entails("\n".join(cited), claim)


def citation_is_needed(claim: str, cited: Sequence[str], at: int, entails: Entails) -> bool:
    """A citation is irrelevant when it does not carry the sentence alone and the others carry it without it."""
    if entails(cited[at], claim):
        return True
    others = [text for number, text in enumerate(cited) if number != at]
    return not sentence_is_supported(claim, others, entails)


def citation_recall(sentences: Sequence[tuple[str, Sequence[str]]], entails: Entails) -> float | None:
    """Share of an answer's sentences that their citations carry; None for an answer without sentences."""
    if not sentences:
        return None
    return mean([float(sentence_is_supported(claim, cited, entails)) for claim, cited in sentences])


def citation_precision(sentences: Sequence[tuple[str, Sequence[str]]], entails: Entails) -> float | None:
    """Share of an answer's citations that stand at a supported sentence and are needed there; None without citations."""
    needed = [
        float(sentence_is_supported(claim, cited, entails) and citation_is_needed(claim, cited, at, entails))
        for claim, cited in sentences
        for at in range(len(cited))
    ]
    return mean(needed) if needed else None
