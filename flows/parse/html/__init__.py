"""HTML pages: the page's own statements weighed against each other, and the article cut out of the rest."""
