"""How an infobutton manager finds us: a profile in the form that OpenInfobutton reads.

The form is that of the profiles in github.com/logicahealth/InfoButtons (Apache-2.0);
every dimension is passed on and none has to match, since we answer all of them.
"""

from html import escape

from medagora.topics.domain.words import CODE_NAMES, OIDS, CodeSystem

#: When the profile last changed.
PUBLISHED = "2026-11-27"
_DIMENSIONS = (
    "patientGender",
    "patientAgeGroup",
    "task",
    "informationRecipientLanguage",
    "informationRecipientUserType",
    "conceptOfInterest",
)


def write_profile(*, site: str, address: str) -> str:
    """``address`` is that of the responder."""
    systems = "\n".join(
        f'      <supportedTerminology id="{OIDS[system]}"'
        f' name="{escape(CODE_NAMES[system])}"/>'
        for system in CodeSystem
    )
    dimensions = "\n".join(
        f'          <{name} match="false" search="true"/>' for name in _DIMENSIONS
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<knowledgeResourceProfile>
  <header id="medagora">
    <title>{escape(site)}</title>
    <profileDescription>Medical resources in many languages, chosen in the open, for \
patients and professionals.</profileDescription>
    <versionControl publicationDate="{PUBLISHED}T00:00:00"/>
  </header>
  <profileDefinition hl7URLCompliant="true" hl7KnowledgeResponseCompliant="true">
    <authorizedOrganizations/>
    <supportedTerminologies>
{systems}
    </supportedTerminologies>
    <contexts>
      <context name="Any task, patient or professional" id="1">
        <contextDefinition>
{dimensions}
          <subTopics>
            <subTopic linkName="Resources"/>
          </subTopics>
        </contextDefinition>
        <knowledgeRequestService>
          <knowledgeRequestServiceLocation url="{escape(address)}?"/>
        </knowledgeRequestService>
      </context>
    </contexts>
  </profileDefinition>
</knowledgeResourceProfile>
"""
