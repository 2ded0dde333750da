"""Labels of the shelf to replace."""
