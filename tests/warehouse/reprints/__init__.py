"""Tests of reprints; a package, so that its modules can share `planted`."""
