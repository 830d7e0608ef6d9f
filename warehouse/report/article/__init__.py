"""The page of one article: its text with everything that was found in it in place, and why each field is as it is."""
