"""What people read about keys."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from medagora.api.domain.scopes import Scope

SCOPES: "dict[str, str | Promise]" = {
    Scope.READ: _("Read: everything public, more often; and who you are here"),
    Scope.SUGGEST: _("Suggest resources in your name"),
    Scope.REVIEW: _("Review at the desk, where your role allows it"),
    Scope.SUBSCRIBE: _("Read and change what you follow in the reader"),
    Scope.PRESCRIBE: _("Hand over information prescriptions in your name"),
}
