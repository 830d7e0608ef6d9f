"""Full-text search: an index beside the warehouse that follows it, and the questions put to it."""
