"""Pure rules about resources: canonical addresses, kinds, file formats."""
