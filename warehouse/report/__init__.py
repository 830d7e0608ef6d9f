"""The data-quality report of a run: its facts, asked of the warehouse, and a page that shows them."""
