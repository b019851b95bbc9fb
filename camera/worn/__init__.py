"""Mask, sunglasses, glare on glasses and hat: small detectors of our own."""
