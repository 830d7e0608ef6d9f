"""Files inside files: compressed streams and archives, read forward, bounded, and never silent about a break."""
