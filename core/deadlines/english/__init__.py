"""English: how it writes times, what its words do, and the clauses in which it tells of deadlines."""
