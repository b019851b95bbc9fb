"""Papers and tables: figures in, PDF and xlsx out, from templates in resources."""
