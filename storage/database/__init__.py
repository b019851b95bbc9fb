"""SQLite with its pragmas, the tables, their migrations, and a MAC on every row."""
