"""What the plan decides, as pure functions of records: frozen dataclasses in and out, no clock, no Django."""
