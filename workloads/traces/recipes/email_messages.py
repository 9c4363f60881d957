"""email: messages written, parsed and written again.

Forty messages of several kinds, each written out, parsed back, walked through and written again.

Stresses: a package of middle size with layers of small methods, hardly one of them dominant.

Does not tell: anything about large applications.
"""

import email
import email.policy
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

TEXT = "Dear reader,\n\n" + "This line says nothing in particular, and says it at some length.\n" * 12


def message(number):
    made = EmailMessage()
    made["Subject"] = "Number %d: gr\u00fc\u00dfe from the caf\u00e9, with a subject that has to be folded somewhere" % number
    made["From"] = "Sender %d <sender%d@example.org>" % (number, number)
    made["To"] = ", ".join("Reader %d <reader%d@example.org>" % (i, i) for i in range(1 + number % 7))
    made["Date"] = formatdate(1_466_000_000 + 3600 * number)
    made["Message-ID"] = make_msgid(domain="example.org")
    made.set_content(TEXT if number % 3 else TEXT + "\u00e4\u00f6\u00fc \u2014 \u20ac\n")
    if number % 2:
        made.add_alternative("<p>%s</p>" % TEXT.replace("\n", "<br>"), subtype="html")
    if number % 4 == 0:
        made.add_attachment(bytes(range(256)) * 4, maintype="application", subtype="octet-stream", filename="data.bin")
    return made


def main():
    letters = 0
    for number in range(40):
        text = message(number).as_bytes()
        policy = email.policy.default if number % 2 else email.policy.compat32
        parsed = email.message_from_bytes(text, policy=policy)
        for part in parsed.walk():
            letters += len(part.get_content_type())
            if not part.is_multipart():
                letters += len(part.get_payload(decode=True))
        letters += len(parsed.as_bytes())
    return letters


if __name__ == "__main__":
    main()
