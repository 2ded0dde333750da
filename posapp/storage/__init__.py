"""What the till keeps on disk: its own facts (till.db), copies of hub data (copies.db), the catalogue."""
