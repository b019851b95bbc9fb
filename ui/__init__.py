"""The screens: the one place that knows Qt."""

from ui.immortal import make_immortal

make_immortal()
