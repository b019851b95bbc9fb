"""A well-lit room, measured."""

from kiosk.domain.room import SitterReading, WallReading

GRID = tuple(tuple(90.0 for _ in range(8)) for _ in range(6))
WALL = WallReading(
    grid=GRID,
    lightness=90.0,
    a=0.0,
    b=1.0,
    colour_spread=0.5,
    left_right=0.0,
    top_bottom=0.0,
    spread=1.0,
    edges=0.0,
    burnt_share=0.0,
    flicker=0.001,
    someone=False,
)
SITTER = SitterReading(
    someone=True,
    cheek_left_right=0.0,
    face_light=0.4,
    face_to_wall=0.5,
    burnt_share=0.0,
    shadow=0.2,
    shadow_side=0.0,
    shadow_edge=0.3,
    skin_cast=0.0,
    beside=None,
)
