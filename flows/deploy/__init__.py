"""Deployments: what prefect.yaml says, filled in and registered at a Prefect server."""
