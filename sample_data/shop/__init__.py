"""What is in the sample workshop, one module a part of the method. Everybody and everything in it is invented."""
