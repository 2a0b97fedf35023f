"""The commands of `dragoman`, one file each; what they share stands in `options`, `work` and `output`."""
