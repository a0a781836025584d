"""What crosses the border of the package: ads in, imprints and reports out, as typed models."""
