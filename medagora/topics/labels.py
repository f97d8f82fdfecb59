"""What the words of this room's closed lists are called on pages."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from medagora.topics.domain.words import CODE_NAMES, BodySystem, Register, TopicKind

Labels = dict[str, "str | Promise"]

KINDS: Labels = {
    TopicKind.CONDITION: _("Conditions"),
    TopicKind.SPECIALTY: _("Specialties"),
    TopicKind.LIFE_STAGE: _("Life stages"),
    TopicKind.PROCEDURE: _("Tests and treatments"),
    TopicKind.PREVENTION: _("Staying well"),
    TopicKind.MENTAL_HEALTH: _("Mental health"),
    TopicKind.RARE_DISEASE: _("Rare diseases"),
    TopicKind.MEDICINE: _("Medicines"),
    TopicKind.HEALTH_SYSTEM: _("Health care and systems"),
    TopicKind.DIGITAL_HEALTH: _("Digital health"),
}

BODY_SYSTEMS: Labels = {
    BodySystem.NERVES: _("Brain and nerves"),
    BodySystem.MIND: _("Mind"),
    BodySystem.EYES: _("Eyes"),
    BodySystem.EARS: _("Ears, nose and throat"),
    BodySystem.MOUTH: _("Mouth and teeth"),
    BodySystem.HEART: _("Heart and blood vessels"),
    BodySystem.LUNGS: _("Lungs and breathing"),
    BodySystem.DIGESTION: _("Stomach, liver and bowels"),
    BodySystem.KIDNEYS: _("Kidneys and bladder"),
    BodySystem.HORMONES: _("Hormones and metabolism"),
    BodySystem.BLOOD: _("Blood"),
    BodySystem.IMMUNE: _("Immune system and infections"),
    BodySystem.BONES: _("Bones, joints and muscles"),
    BodySystem.SKIN: _("Skin"),
    BodySystem.REPRODUCTION: _("Reproduction and sexual health"),
    BodySystem.WHOLE_BODY: _("Whole body and daily life"),
}

CODE_SYSTEMS: Labels = {str(system): name for system, name in CODE_NAMES.items()}

REGISTERS: Labels = {
    Register.LAY: _("Everyday words"),
    Register.CLINICAL: _("Clinical words"),
}
