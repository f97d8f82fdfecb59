"""Whether this machine can make a PDF, for those who run the site."""

from medagora.prescriptions.gateways.pdf import PACKAGES, has_pango

__all__ = ["PACKAGES", "has_pango"]
