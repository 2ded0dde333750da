"""Rules as frozen values and functions: no Qt, no SQL, no clock."""
