"""Archives: find the ads in years of pages, judge them, and ask what they show; one machine or a cluster.

One function carries all of it: `Scanner.batch`, from an Arrow batch of inputs to an Arrow batch of rows. A local run,
Spark and Dask only bring batches to it and take rows away, so that the rows are the same everywhere, to the byte.
"""
