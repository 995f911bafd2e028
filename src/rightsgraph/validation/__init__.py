"""Checks of the data: shapes, and the document that the passages cite."""
