"""Tests of the data-quality report; a package, so that its modules can share `homes` and `markup`."""
