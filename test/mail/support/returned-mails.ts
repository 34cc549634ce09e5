/** Mails as servers and programs write them, on the memo `memoId` to jules@roussel.example. LF becomes CRLF when read. */
export const memoId = '<6b9f2d0c-5b52-4a58-9f5e-0d4fd21a7e11@atelier.example>';

/** An answer in plain text. */
export function answerMail(words: string, ...header: readonly string[]): string {
  const own = header.join('\n');
  const unless = (name: string, line: string): string[] =>
    new RegExp(`^${name}:`, 'im').test(own) ? [] : [`${name}: ${line}`];
  return [
    ...header,
    ...unless('From', 'Jules Roussel <jules@roussel.example>'),
    'To: Nadia Benali <nadia@atelier.example>',
    ...unless('Message-ID', '<answer@roussel.example>'),
    ...unless('In-Reply-To', memoId),
    ...unless('Date', 'Tue, 09 Jun 2026 11:30:00 +0200'),
    ...unless('Subject', 'Re: F-2026-044 : merci de confirmer 840,00'),
    'MIME-Version: 1.0',
    ...unless('Content-Type', 'text/plain; charset=utf-8'),
    '',
    words,
    '',
  ].join('\n');
}

interface Report {
  readonly status: string;
  readonly from?: string;
  readonly subject?: string;
  /** `text/rfc822-headers` where only the header comes back. */
  readonly returned?: 'message/rfc822' | 'text/rfc822-headers';
  readonly id?: string;
  /** Of the message that comes back. */
  readonly about?: string;
}

/** A report by RFC 3464, as postfix, Exchange, exim and Gmail write it. */
export function reportMail({
  status,
  from,
  subject,
  returned = 'message/rfc822',
  id = memoId,
  about = 'F-2026-044',
}: Report): string {
  return `Return-Path: <>
From: ${from ?? 'Mail Delivery System <MAILER-DAEMON@mx.roussel.example>'}
To: nadia@atelier.example
Subject: ${subject ?? 'Undelivered Mail Returned to Sender'}
Message-ID: <report@mx.roussel.example>
Date: Tue, 09 Jun 2026 10:31:02 +0200
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B.1"

--B.1
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--B.1
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.roussel.example
Arrival-Date: Tue,  9 Jun 2026 10:31:00 +0200 (CEST)

${status}

--B.1
Content-Description: Undelivered Message
Content-Type: ${returned}

From: Nadia Benali <nadia@atelier.example>
To: jules@roussel.example
Subject: ${about}
Message-ID: ${id}

Bonjour

--B.1--
`;
}

export const exchangeStatus = `Original-Recipient: rfc822;jules@roussel.example
Final-Recipient: rfc822;jules@roussel.example
Action: failed
Status: 5.1.10
Remote-MTA: dns;mx.roussel.example
Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup`;

/** exim: a report of its own, its addresses in a field. */
export const oldExim = `Return-path: <>
X-Failed-Recipients: jules@roussel.example
Auto-Submitted: auto-replied
From: Mail Delivery System <Mailer-Daemon@mx.atelier.example>
To: nadia@atelier.example
Subject: Mail delivery failed: returning message to sender
Message-Id: <E1abc-0001@mx.atelier.example>
Date: Tue, 09 Jun 2026 10:31:02 +0200

This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  jules@roussel.example
    host mx.roussel.example [192.0.2.1]
    SMTP error from remote mail server after RCPT TO:<jules@roussel.example>:
    550 5.1.1 User unknown

------ This is a copy of the message, including all the headers. ------

From: Nadia Benali <nadia@atelier.example>
Message-ID: ${memoId}
Subject: F-2026-044

Bonjour
`;

export const eximWarning = oldExim
  .replace(/X-Failed-Recipients.*\n/, '')
  .replace('Mail delivery failed: returning message to sender', 'Warning: message 1abc delayed 24 hours')
  .replace(
    'could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:',
    'has not yet been delivered to one or more of its\nrecipients after more than 24 hours. You do not need to resend it.',
  )
  .replace('550 5.1.1 User unknown', '451 4.7.1 Greylisting in action');

/** qmail and its children. */
export const qmail = `Return-Path: <>
From: MAILER-DAEMON@mx.roussel.example
To: nadia@atelier.example
Subject: failure notice
Message-ID: <20260609.qp@mx.roussel.example>
Date: 9 Jun 2026 08:31:02 -0000

Hi. This is the qmail-send program at mx.roussel.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<jules@roussel.example>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

Return-Path: <nadia@atelier.example>
Message-ID: ${memoId}
Subject: F-2026-044

Bonjour
`;

/** A server that writes a letter about it, in no fixed form, and quotes or names the message somewhere. */
export function proseMail(from: string, subject: string, body: string): string {
  return `Return-Path: <>
From: ${from}
To: nadia@atelier.example
Subject: ${subject}
Message-ID: <prose@mx.roussel.example>
Date: Tue, 09 Jun 2026 10:31:02 +0200
Content-Type: text/plain; charset=utf-8

${body}
`;
}

/** A receipt that the mail was opened (RFC 8098). */
export const readReceipt = `From: Jules Roussel <jules@roussel.example>
To: nadia@atelier.example
Subject: Lu : F-2026-044
Message-ID: <receipt@roussel.example>
In-Reply-To: ${memoId}
Date: Tue, 09 Jun 2026 11:00:00 +0200
MIME-Version: 1.0
Content-Type: multipart/report; report-type=disposition-notification; boundary="B.2"

--B.2
Content-Type: text/plain

Votre message a été lu. D'accord.

--B.2
Content-Type: message/disposition-notification

Final-Recipient: rfc822;jules@roussel.example
Original-Message-ID: ${memoId}
Disposition: manual-action/MDN-sent-manually; displayed

--B.2--
`;

/** Outlook: two forms of the text, a picture in the signature. */
export const outlookHtml = `From: Jules Roussel <jules@roussel.example>
To: nadia@atelier.example
Subject: RE: F-2026-044
Message-ID: <outlook@roussel.example>
References: ${memoId}
In-Reply-To: ${memoId}
Date: Tue, 09 Jun 2026 11:30:00 +0200
MIME-Version: 1.0
Content-Type: multipart/related; boundary="B.3"

--B.3
Content-Type: multipart/alternative; boundary="B.4"

--B.4
Content-Type: text/plain; charset="iso-8859-1"
Content-Transfer-Encoding: quoted-printable

Bonjour,=20
C'est not=E9, nous vous confirmons.

Cordialement,
Jules Roussel

De : Nadia Benali <nadia@atelier.example>=20
Envoy=E9 : mardi 9 juin 2026 10:22
=C0 : Jules Roussel <jules@roussel.example>
Objet : F-2026-044

Bonjour Monsieur Roussel, confirmez-vous ?

--B.4
Content-Type: text/html; charset="iso-8859-1"

<p>x</p>

--B.4--

--B.3
Content-Type: image/png; name="logo.png"
Content-Transfer-Encoding: base64
Content-ID: <logo>

iVBORw0KGgo=

--B.3--
`;
