"""The second sample workshop: a firm that trains innovation teams. Everybody and everything in it is invented."""
