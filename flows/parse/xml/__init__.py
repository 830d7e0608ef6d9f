"""XML read safely: no entity of its own, no network, nothing mended in silence."""
