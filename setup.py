"""Gives pyproject.toml the version, which stands in Cargo.toml alone."""

import pathlib
import re

import setuptools

manifest = pathlib.Path(__file__).with_name("Cargo.toml").read_text(encoding="utf-8")
version = re.search(r'^version = "(.+)"$', manifest, re.MULTILINE).group(1)
setuptools.setup(version=version, install_requires=[f"acquis=={version}"])
