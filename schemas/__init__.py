"""What the data is: every table and column declared once; everything else is derived from here."""
