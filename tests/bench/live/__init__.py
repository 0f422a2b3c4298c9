"""A whole workshop by protocol: forty people, one facilitator, one real kit, and what it costs."""
