"""The revisions of till.db, one file each."""
