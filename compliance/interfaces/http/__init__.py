"""The service: the library over HTTP for systems, and a page for editors. Needs the extra `serve`."""
