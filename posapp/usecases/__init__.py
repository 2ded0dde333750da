"""One method for each thing a person does at the counter; each reads top to bottom."""
