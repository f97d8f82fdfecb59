"""What the web server loads."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from medagora.web.processes import end_with_parent

end_with_parent()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "medagora.settings")
application = get_wsgi_application()

# What was loaded by now lives as long as the process: looking through it again at
# each full collection costs pauses of 100 ms.
gc.collect()
gc.freeze()

from medagora.search.warming import warm_in_background  # noqa: E402 - apps are loaded

warm_in_background()
