"""Handing a mail to the mail server, and telling apart what certainly did not go out."""

import smtplib

from django.core.mail import EmailMessage, get_connection


class Unreachable(Exception):  # noqa: N818 - says what happened
    """There is no mail server to speak to at the moment: no other mail would fare better."""


class NotSent(Exception):  # noqa: N818 - says what happened
    """The server did not take it: nobody got it, and it may be sent again."""


class Refused(NotSent):
    """The server will never take it: there is no such mailbox."""


class MaybeSent(Exception):  # noqa: N818 - says what happened
    """The connection broke: the server may have taken it, or not."""


def send(message: EmailMessage) -> None:
    """Send `message`; raises one of the above. Waits at most EMAIL_TIMEOUT for each answer."""
    connection = get_connection()
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as trouble:
        raise Unreachable(name_of(trouble)) from None
    try:
        connection.send_messages([message])
    except smtplib.SMTPRecipientsRefused as refusal:
        codes = [code for code, _text in refusal.recipients.values()]
        raise (Refused if codes and min(codes) >= 500 else NotSent)(name_of(refusal)) from None
    except (smtplib.SMTPResponseException, smtplib.SMTPNotSupportedError) as refusal:
        raise NotSent(name_of(refusal)) from None
    except (OSError, smtplib.SMTPException) as trouble:
        raise MaybeSent(name_of(trouble)) from None
    finally:
        _close(connection)


def name_of(trouble: BaseException) -> str:
    """What a log may hold of it: a server's own words can contain the recipient's address."""
    code = getattr(trouble, "smtp_code", None)
    return f"{type(trouble).__name__} {code}" if code else type(trouble).__name__


def _close(connection: object) -> None:
    try:
        connection.close()  # type: ignore[attr-defined]
    except (OSError, smtplib.SMTPException):
        return
