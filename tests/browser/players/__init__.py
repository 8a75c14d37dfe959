"""Pages that stand in for the providers' players, which no test ever reaches."""

from pathlib import Path

from playwright.sync_api import Page, Route

ORIGINS = {"youtube": "https://www.youtube-nocookie.com", "vimeo": "https://player.vimeo.com"}


def stand_in(page: Page, provider: str, body: str | None = None) -> list[str]:
    """Answer in the provider's place; the list fills with the addresses asked for.

    `body` replaces the player by something that knows nothing of its messages. A player lists the
    commands that it was given in its variable `heard`.
    """
    asked: list[str] = []
    body = body if body is not None else Path(__file__).with_name(f"{provider}.html").read_text()

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body=body, content_type="text/html")

    page.route(ORIGINS[provider] + "/**", answer)
    return asked
