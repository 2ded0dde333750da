"""Real processes of a till, its hub and head office over real files, killed at chosen moments and started again."""
