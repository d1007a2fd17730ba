"""Between the runs and the pages: who watches what, and what each may be sent now."""
