"""Everything around the product: its own servers, the run command, catalogues, installation."""
