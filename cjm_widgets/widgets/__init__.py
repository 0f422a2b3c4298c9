"""Reusable pieces of pages: forms, boards, tables, uploads and step lists that run in JupyterLab and in Voila."""
