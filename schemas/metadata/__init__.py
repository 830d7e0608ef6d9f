"""What the schemas say, in the languages of other tools: data contracts, dbt, Croissant."""
