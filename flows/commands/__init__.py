"""The commands of `copydesk`; light to import."""
