"""Trains Dragoman's model from public corpora and our own coded reports; the package never imports this."""
