"""What a scanned archive shows: queries in SQL over the dataset, and one page with the answers to the usual ones."""
