"""Papers that were retracted, for rooms that show what people cite."""

from collections.abc import Collection, Mapping

from medagora.appraisal.lending import retracted_papers


def find_retracted(dois: Collection[str]) -> Mapping[str, str]:
    """Of these bare DOIs (lower case) what became of those that were retracted or about
    which concern was expressed: "retraction" or "concern". Empty where no list is
    kept."""
    find = retracted_papers()
    return find(dois) if find and dois else {}
