"""Who hears of what happens on the floors."""
