"""What flows through the pipeline, as named tuples; imports nothing but the standard library."""
