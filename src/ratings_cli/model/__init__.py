"""What everything is made of: bands, points, dates, names, records, the data set."""
