"""How the parts of Limber are put together: settings, addresses, middleware."""
