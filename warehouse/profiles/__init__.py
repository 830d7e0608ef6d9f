"""Sources, run by run: what a run measured of each publisher, and which fields each dump had.

Everything here is called by the loader's process, on its private copy of the warehouse, when all of a run is loaded.
"""

from warehouse.profiles.dumps import field_rows, known_fields
from warehouse.profiles.history import history
from warehouse.profiles.measure import measure
from warehouse.profiles.runs import ThisRun

__all__ = ["ThisRun", "field_rows", "history", "known_fields", "measure"]
