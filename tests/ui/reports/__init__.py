"""Reports, the dashboard and the log on screen."""
