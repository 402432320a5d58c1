"""Settings from the environment, the URL configuration, the embedded database and the two server entries."""
