"""Web archives: their records found, checked and unwrapped down to the page that the crawler was given."""
