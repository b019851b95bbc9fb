"""The invented people who sit down one after another."""

from camera.sitter.look import Clothes, Hair, HairColour, Person, Skin

PEOPLE: tuple[Person, ...] = (
    Person(),
    Person(
        skin=Skin.PORCELAIN,
        hair=Hair.BOB,
        hair_colour=HairColour.DARK_BROWN,
        clothes=Clothes.PLUM_CARDIGAN,
    ),
    Person(
        skin=Skin.LIGHT,
        hair=Hair.PARTED,
        hair_colour=HairColour.GREY,
        clothes=Clothes.BROWN_VEST,
        age=0.9,
        glasses=True,
    ),
    Person(skin=Skin.BROWN, hair=Hair.LONG, clothes=Clothes.TEAL_SHIRT),
    Person(
        skin=Skin.TAN,
        hair=Hair.BUN,
        hair_colour=HairColour.BROWN,
        clothes=Clothes.GREEN_SWEATER,
        age=0.4,
    ),
    Person(skin=Skin.DARK, clothes=Clothes.GREEN_SWEATER),
)
