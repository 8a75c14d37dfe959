"""Draw the demo media: `python site/demo/drawing/make.py [figures|posters|video|all]`.

Figures need nothing but Python. Posters, portraits and the mark also need Pillow and
Chromium on the PATH; the video needs ffmpeg with libx264 and libvpx-vp9 as well.
Results go to site/demo/media/ and are committed: serving the demo draws nothing.
"""

import argparse
from collections.abc import Callable
from pathlib import Path

MEDIA = Path(__file__).resolve().parents[1] / "media"


def figures() -> list[Path]:
    """Two poses of every exercise."""
    from draw import write_figures

    return write_figures(MEDIA / "figures")


def posters() -> list[Path]:
    """Article pictures, portraits, icons and the social picture."""
    from brand import write_brand
    from portraits import write_portraits
    from posters import write_posters

    return [
        *write_posters(MEDIA / "posters"),
        *write_portraits(MEDIA / "people"),
        *write_brand(MEDIA / "brand"),
    ]


def video() -> list[Path]:
    """The routine video with captions, clip table and poster."""
    from video import write_video

    return write_video(MEDIA / "video")


TASKS: dict[str, Callable[[], list[Path]]] = {
    "figures": figures,
    "posters": posters,
    "video": video,
}


def main() -> None:
    """Run the tasks named on the command line and list what was written."""
    parser = argparse.ArgumentParser(description="Draw the demo media.")
    parser.add_argument("task", nargs="?", default="all", choices=[*TASKS, "all"])
    task = parser.parse_args().task
    for name, run in TASKS.items():
        if task in (name, "all"):
            for target in run():
                print(f"{target.stat().st_size:>9,}  {target.relative_to(MEDIA)}")


if __name__ == "__main__":
    main()
