"""`python -m desktop` is the command `giaoban`."""

import multiprocessing
import sys

from desktop.cli import main

if __name__ == "__main__":
    multiprocessing.freeze_support()  # the frozen program starts its readers through this same door
    sys.exit(main())
