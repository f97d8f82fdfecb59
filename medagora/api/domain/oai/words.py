"""The closed lists of the protocol, and what may be wrong with a request."""

from enum import StrEnum

OAI = "http://www.openarchives.org/OAI/2.0/"
OAI_XSD = "http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"


class Verb(StrEnum):
    IDENTIFY = "Identify"
    FORMATS = "ListMetadataFormats"
    SETS = "ListSets"
    IDENTIFIERS = "ListIdentifiers"
    RECORDS = "ListRecords"
    RECORD = "GetRecord"


class Fault(StrEnum):
    """The error codes of section 3.6. ``noMetadataFormats`` and ``noSetHierarchy``
    never come true here: every record has formats, and there are sets."""

    BAD_ARGUMENT = "badArgument"
    BAD_TOKEN = "badResumptionToken"  # noqa: S105 - a word of the protocol
    BAD_VERB = "badVerb"
    NO_FORMAT = "cannotDisseminateFormat"
    NO_ID = "idDoesNotExist"
    NO_MATCH = "noRecordsMatch"


class OaiFault(Exception):
    """What is wrong, with a sentence for whoever reads the harvester's log."""

    def __init__(self, code: Fault, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
