"""OpenLineage (https://openlineage.io): run events, what they name, how they are sent. `flows.lineage` uses them."""
