"""Readers of training corpora: a folder in, annotated sentences out."""
