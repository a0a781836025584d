"""What a rulebook's files must look like, and every fault in them."""
