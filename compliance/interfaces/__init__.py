"""Thin faces of the library: they read what is asked, call it, and write what it says."""
