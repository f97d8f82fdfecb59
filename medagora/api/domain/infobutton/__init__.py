"""HL7 Infobutton without Django: what is asked, what is answered, how it is written."""
