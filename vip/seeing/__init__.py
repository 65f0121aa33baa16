"""What managers look at: the timeline, the wall, calendars and statistics. Nothing here writes."""
