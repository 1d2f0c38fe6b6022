"""`python -m fruskit` is the command `fruskit`."""

from .cli import main

raise SystemExit(main())
