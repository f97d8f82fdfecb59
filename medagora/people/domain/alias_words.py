"""Words that aliases are made of, and words that no alias may hold."""

#: Friendly and neutral: nothing of age, sex, origin, body, health or mood.
FIRST = (
    "azure blue bright brisk bronze calm cedar clear clever cobalt copper "
    "crimson curious dusky early eager easy emerald fair fresh "
    "gentle golden grand green honest humble indigo keen kind "
    "lilac lively loyal lucid maple marble mellow mild modest mossy neat "
    "noble ochre patient peach plain plum polite proud quick quiet "
    "rapid russet saffron serene silver simple smooth snowy soft solar "
    "steady still sunny swift tawny teal tidy topaz tranquil velvet vivid warm "
    "wise witty"
)
SECOND = (
    "acorn alder almond anchor apricot arbor aspen badger bay beacon beaver beech "
    "birch bison brook canyon clover comet compass condor cove crane cricket "
    "cypress delta dolphin dune eagle elm falcon finch fjord forest fox "
    "gazelle glade grove gull harbor hare harp hazelnut heron hill island "
    "juniper kestrel kite koala lagoon lake lantern lark larch lemon "
    "linden linnet lotus lynx magpie maple marmot meadow mill moon moose oak oasis "
    "orchard oriole osprey otter owl panda pebble pelican pine plover pond poplar "
    "quail raven reef ridge river rowan seal shore sparrow spring spruce star "
    "stone stork stream summit swallow swan swift teal thistle tulip valley "
    "walnut warbler wren"
)

#: Titles and offices, in the six languages and folded: who has one wears a hat,
#: which was looked at; an alias was not. Refused as whole words.
TITLES = (
    "dr drs doc doctor prof professor md phd mbbs rn nurse midwife pharmacist "
    "physician surgeon consultant psychologist psychiatrist therapist paramedic "
    "dentist dietitian gp "
    "doktor orvos foorvos haziorvos professzor apolo noveer gyogyszeresz szulesznu "
    "szuleszno fogorvos pszichologus pszichiater mentos "
    "arzt arztin aerztin oberarzt hausarzt pfleger krankenschwester apotheker "
    "apothekerin hebamme zahnarzt psychologe psychologin sanitater "
    "docteur medecin pharmacien pharmacienne infirmier infirmiere sagefemme dentiste "
    "psychologue chirurgien "
    "doctora medico medica enfermero enfermera matrona farmaceutico farmaceutica "
    "dentista psicologo psicologa cirujano "
    "دكتور دكتوره د طبيب طبيبه الدكتور الطبيب ممرض ممرضه صيدلي بروفيسور قابله "
)
#: Offices of the site; refused also inside a longer word ("realadmin").
OFFICES = (
    "medagora admin administrator moderator moderador moderateur moderatrice "
    "moderatorin operator curator kurator redaktion helpdesk systemadmin "
    "sysadmin webmaster rendszergazda مشرف مدير المشرف الاداره"
)
#: The same as whole words only: they are parts of harmless words.
STAFF = (
    "mod staff support team official editor root system support hilfe soporte "
    "equipe equipo hivatalos offiziell officiel oficial ugyelet crisis hotline"
)

#: Beginnings of words of abuse and hate in the six languages, folded. Short on
#: purpose: what a list cannot know, a report and a moderator handle.
ABUSE = (
    "fuck shit cunt bitch whore slut nigg fagg retard rapist nazi hitler wank "
    "arschl fotze hure wichs scheiss schlampe spast "
    "puta puto mierda gilipoll maricon cabron pendej "
    "putain salope connard encul merde batard "
    "kurva geci fasz picsa buzi szar faszf "
    "شرموط عاهره كسم قحب منيوك"
)
#: Of these the whole word is meant: their beginnings begin harmless words too.
ABUSE_WHOLE = "ass arsch culo pute cono bite koks fag dick cock pussy كلب خرا زب"
