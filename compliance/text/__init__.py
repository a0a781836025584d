"""Letters and words, without any law: folding, searching, languages, spelling."""
