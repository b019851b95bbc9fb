"""The layers of a small convolutional network, in numpy: forwards and backwards."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
"""Pictures: number × rows × columns × channels."""

STRIDE = 2


def columns_of(pictures: Floats, side: int) -> Floats:
    """Return every second ``side`` × ``side`` patch as a row: number × rows × columns × patch."""
    windows = np.lib.stride_tricks.sliding_window_view(pictures, (side, side), axis=(1, 2))
    steps = windows[:, ::STRIDE, ::STRIDE]
    number, rows, columns = steps.shape[:3]
    patches: Floats = np.ascontiguousarray(steps).reshape(number, rows, columns, -1)
    return patches


def pictures_of(patches: Floats, shape: tuple[int, ...], side: int) -> Floats:
    """Return the pictures in which every patch is added to where `columns_of` took it from."""
    number, rows, columns = patches.shape[:3]
    parts = patches.reshape(number, rows, columns, shape[3], side, side)
    pictures = np.zeros(shape, np.float32)
    for y in range(side):
        for x in range(side):
            below, beside = y + STRIDE * rows, x + STRIDE * columns
            pictures[:, y:below:STRIDE, x:beside:STRIDE] += parts[..., y, x]
    return pictures


def rectified(values: Floats) -> Floats:
    """Return the values, those below 0 a tenth as large."""
    kept: Floats = np.maximum(values, values * np.float32(0.1))
    return kept
