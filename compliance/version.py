"""The version, as a constant: reading it from package metadata costs more than a check."""

VERSION = "0.1.0"
