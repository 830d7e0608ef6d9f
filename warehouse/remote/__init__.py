"""A home in an object store: a local mirror that is worked on, and the store that holds what is published.

The store has the layout of a local home: `parquet/`, `quarantine/`, `raw/`, `reports/`, `snapshots/`, `manifests/` and
`manifest.json`. All of the project works on the mirror; what it lacks is fetched, and a publication is first of all
one in the store. The mirror is a cache: it may be deleted at any time.
"""
