"""`python -m posapp`."""

import sys

from posapp.main import main

sys.exit(main(sys.argv[1:]))
