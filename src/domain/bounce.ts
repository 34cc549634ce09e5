import { fieldOf, fieldsOf, type FoundMail, idsIn } from './found-mail.ts';

/** What a mail server says became of a message, for one address. */
export interface DeliveryReport {
  /** `failed` for good, `delayed` and still tried, `other`: delivered, relayed, expanded. */
  readonly outcome: 'failed' | 'delayed' | 'other';
  /** In small letters; `null` where the report names none. */
  readonly address: string | null;
  /** In the words of the server. */
  readonly reason: string;
}

const longestReason = 300;
const mostRecipients = 20;

/**
 * The report of a mail server, if this mail is one: by RFC 3464, or as exim, qmail and others wrote it before. One entry
 * for each address it speaks of; empty when the mail is no such report.
 */
export function deliveryReports(mail: FoundMail): DeliveryReport[] {
  if (mail.deliveryStatus !== null) return statusReports(mail.deliveryStatus).slice(0, mostRecipients);
  return isFromServer(mail) ? proseReports(mail).slice(0, mostRecipients) : [];
}

/** Could this mail be such a report, judged by its header alone? */
export function mayBeReport(mail: FoundMail): boolean {
  const type = fieldOf(mail, 'content-type').toLowerCase();
  return type.startsWith('multipart/report') || isFromServer(mail) || undelivered.test(mail.subject);
}

/** Message-IDs of the returned message, as the report holds it, or as its own header refers to it. */
export function returnedIds({ returned, text, inReplyTo, references }: FoundMail): string[] {
  const header = (returned ?? '').split(/\r?\n\r?\n/, 1)[0] ?? '';
  const own = /^message-id:[ \t]*(?:\r?\n[ \t]+)?(\S+)/im.exec(header)?.[1] ?? '';
  // The old ones copy the message into their text.
  const copied = [...text.matchAll(/^[> ]*message-id:\s*(<\S+>)/gim)].map(([, id]) => id ?? '');
  return [...idsIn(own), ...copied.flatMap(idsIn), ...inReplyTo, ...references];
}

/** The groups of fields of a `message/delivery-status` part: one for the message, then one for each address. */
function statusReports(status: string): DeliveryReport[] {
  const groups = status.replace(/\r\n?/g, '\n').split(/\n[ \t]*\n/);
  return groups.flatMap((group) => statusReport(fieldsIn(group)) ?? []);
}

function statusReport(fields: ReadonlyMap<string, string>): DeliveryReport | undefined {
  const field = (name: string): string => fields.get(name) ?? '';
  const recipient = field('original-recipient') || field('final-recipient');
  // A comment may stand behind it.
  const action = /^[a-z]+/.exec(field('action').toLowerCase())?.[0] ?? '';
  if (action === '' && recipient === '') return undefined;
  const code = /^[245]\.\d{1,3}\.\d{1,3}/.exec(field('status'))?.[0] ?? '';
  const withoutType = (value: string): string => value.replace(/^[\w-]+;\s*/, '');
  return {
    outcome: outcomeOf(action, code),
    address: addressIn(withoutType(recipient)),
    reason: reasonOf(withoutType(field('diagnostic-code')) || code),
  };
}

// "Failed" with a status of 4 says that the server gave up trying: that is for good as well (RFC 3464 2.3.3).
function outcomeOf(action: string, code: string): DeliveryReport['outcome'] {
  if (action === 'failed') return 'failed';
  if (action === 'delayed') return 'delayed';
  if (action !== '') return 'other';
  return code.startsWith('5') ? 'failed' : code.startsWith('4') ? 'delayed' : 'other';
}

function fieldsIn(group: string): ReadonlyMap<string, string> {
  const lines = group.replace(/\n[ \t]+/g, ' ').split('\n');
  const fields = lines.flatMap((line): [string, string][] => {
    const [, name = '', value = ''] = /^([A-Za-z-]{1,60}):\s*(.*)$/.exec(line) ?? [];
    return name === '' ? [] : [[name.toLowerCase(), value.trim()]];
  });
  return new Map(fields.toReversed());
}

const serverNames = /^(?:mailer-daemon|postmaster|mail-daemon|maildaemon|bounce|bounces)(?:[+=-].*)?@/;

function isFromServer(mail: FoundMail): boolean {
  if (fieldsOf(mail, 'x-failed-recipients').length > 0) return true;
  const isNamed =
    mail.from.some((address) => serverNames.test(address)) || /^mailer-daemon$/i.test(mail.fromName);
  return isNamed || (fieldOf(mail, 'return-path').trim() === '<>' && undelivered.test(mail.subject));
}

// Not \b: to it an accented letter is none, and "Échec" would begin nowhere.
const undelivered = new RegExp(
  String.raw`(?<!\p{L})(?:${[
    'undeliver', 'delivery (?:status notification|failure|failed|has failed)', 'returned mail', 'failure notice', 'mail delivery',
    'non[ -](?:remis|distribu|délivr)', "n['’]a pas (?:pu être|été) (?:remis|distribué|délivré)",
    "échec (?:de |d['’])(?:la |l['’])?(?:remise|envoi|distribution|livraison)", 'retour de courrier', 'courrier retourné',
    'unzustellbar', 'nicht zugestellt', 'zustellung (?:ist )?fehlgeschlagen', 'zustellungsfehler',
    'onbestelbaar', 'niet (?:afgeleverd|bezorgd)', 'mancata consegna', 'no se ha (?:podido )?entrega',
  ].join('|')})`,
  'iu',
); // biome-ignore format: a row a language
const delayed = new RegExp(
  String.raw`(?<!\p{L})(?:${[
    'delayed', 'has not yet been delivered', 'will keep trying', 'will be retried', 'this is a warning message only',
    'do not need to resend', 'retardée?', "n['’]a pas encore (?:pu être|été) (?:remis|distribué|délivré)",
    'verzögert', 'verspätet', 'noch nicht zugestellt', 'vertraagd',
  ].join('|')})(?!\p{L})`,
  'iu',
); // biome-ignore format: a row a language

/** Reports in prose: exim names the addresses in a field, qmail and sendmail in their text. */
function proseReports(mail: FoundMail): DeliveryReport[] {
  const { subject, text } = mail;
  const named = fieldsOf(mail, 'x-failed-recipients').flatMap((field) => field.split(','));
  const head = text.slice(0, 4000);
  const isDelayed = delayed.test(subject) || (named.length === 0 && delayed.test(head));
  if (
    !isDelayed &&
    named.length === 0 &&
    !undelivered.test(subject) &&
    !/\b5\d\d[ -]|\b5\.\d\.\d\b/.test(head)
  )
    return [];
  const listed = [...head.matchAll(/^\s*<?([^\s<>@:;,]+@[^\s<>@:;,]+\.[^\s<>@:;,]+)>?\s*:?\s*$/gm)].map(
    ([, one]) => one ?? '',
  );
  const addresses = [...new Set([...named, ...listed].flatMap((one) => addressIn(one) ?? []))];
  const outcome = isDelayed ? 'delayed' : 'failed';
  const reason = proseReason(head) || reasonOf(subject);
  return addresses.length === 0
    ? [{ outcome, address: null, reason }]
    : addresses.map((address) => ({ outcome, address, reason }));
}

/** What a refusal is about besides the address, by its code (RFC 3463) or its words; `undefined` = the address, most often. */
export function refusalBesides(words: string): 'full' | 'unwanted' | undefined {
  if (
    /\b[45]\.2\.2\b|\bquota\b|mailbox (?:is )?full|bo[iî]te (?:est )?pleine|postfach (?:ist )?voll/i.test(
      words,
    )
  )
    return 'full';
  return /\b[45]\.7\.\d/.test(words) ? 'unwanted' : undefined;
}

/** The line with the code of the refusal. */
function proseReason(text: string): string {
  const line = text.split('\n').find((one) => /\b[45]\d\d[ -]|\b[45]\.\d{1,3}\.\d{1,3}\b/.test(one));
  return reasonOf(line ?? '');
}

function reasonOf(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, longestReason);
}

function addressIn(text: string): string | null {
  return /[^\s<>@:;,"]{1,64}@[^\s<>@:;,"]{1,253}/.exec(text)?.[0].toLowerCase() ?? null;
}
