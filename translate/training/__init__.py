"""The recipe of the bundled models: from corpora to packs, one command a step. The app never imports it.

Run from the root of the repository: `python -m translate.training STEP --help`; README.md beside this file explains
the steps. It needs the dependency group `training`, not the app itself, except where a step says so.
"""
