"""Cameras and what is seen through them; the one package that knows cv2 and mediapipe."""

import os

# OpenCV reads these while it is being imported, so they are set before the first `import cv2`.
# It and FFmpeg write every lost frame to stderr; the loops count and report losses instead.
os.environ.setdefault("OPENCV_LOG_LEVEL", "SILENT")
os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")  # AV_LOG_QUIET
# `http_proxy;none`: FFmpeg would send even 127.0.0.1 through the environment's proxy; a camera is
# always in the same room. The rest is what OpenCV sets when this variable is absent.
os.environ.setdefault("OPENCV_FFMPEG_CAPTURE_OPTIONS", "rtsp_flags;prefer_tcp|http_proxy;none")
# OpenCV waits 10 s for a Linux camera that fell silent; seconds, as for streams.
os.environ.setdefault("OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT", "2")

import cv2

# Two cores, two busy threads (capture and analysis): OpenCV's own pool would make them wait for
# each other. Measured: turning a 1080p frame takes 1.4 ms with one thread and 1.5 ms with two.
cv2.setNumThreads(1)
