import { fold } from './fold.ts';
import { fieldOf, fieldsOf, type FoundMail } from './found-mail.ts';

/** What tells that no person wrote a mail. */
export type Machine = 'receipt' | 'automatic';

const automaticSubjects: readonly RegExp[] = [
  /^(?:réponse|message) automatique\b/i,
  /^(?:absence du bureau|absent(?:e)? du bureau|notification d['’]absence|message d['’]absence|hors du bureau|je suis absent)/i,
  /^(?:accusé de réception|avis de réception)\b/i,
  /^(?:automatic reply|auto(?:matic)?[ -]?(?:reply|response|responder)|out of (?:the )?office|i am (?:currently )?out of|away from (?:the )?office)/i,
  /^(?:vacation (?:reply|response|notice)|autoreply|auto:)/i,
  /^(?:automatische antwort|abwesenheit|abwesenheitsnotiz|ausser haus|außer haus)/i,
  /^(?:automatisch antwoord|afwezig(?:heid)?|niet aanwezig)/i,
  /^(?:respuesta automática|fuera de la oficina|risposta automatica|fuori sede|resposta automática)/i,
];

/** Fields that only machines write. */
const machineFields = ['x-autoreply', 'x-autorespond', 'x-autoresponse', 'x-auto-reply', 'x-mail-autoreply'];
const bulk = new Set(['auto_reply', 'auto-reply', 'bulk', 'junk', 'list']);

/**
 * Was this mail sent by a machine (RFC 3834 and what came before it)? `receipt` says that a mail was opened, which agrees
 * to nothing; `null` = a person may have written it. Reports of mail servers are read elsewhere, before.
 */
export function machineOf(mail: FoundMail): Machine | null {
  if (isReceipt(mail)) return 'receipt';
  const submitted = word(fieldOf(mail, 'auto-submitted'));
  const isAutomatic =
    (submitted !== '' && submitted !== 'no') ||
    machineFields.some((name) => !['', 'no'].includes(word(fieldOf(mail, name)))) ||
    fieldsOf(mail, 'precedence').some((value) => bulk.has(word(value))) ||
    fieldOf(mail, 'return-path').trim() === '<>' ||
    automaticSubjects.some((pattern) => pattern.test(withoutMarks(mail.subject)));
  return isAutomatic ? 'automatic' : null;
}

function isReceipt(mail: FoundMail): boolean {
  const type = fieldOf(mail, 'content-type').toLowerCase();
  if (type.startsWith('multipart/report') && type.includes('disposition-notification')) return true;
  return /^(?:lu|read|gelesen|gelezen|non lu|not read)\s?:/i.test(mail.subject.trim());
}

function word(value: string): string {
  return (value.split(/[;\s(]/, 1)[0] ?? '').toLowerCase();
}

/** A subject to be compared: without the marks of answers, and folded. */
export function bareSubject(subject: string): string {
  return fold(withoutMarks(subject));
}

/** Without the marks of answers before it: "Re: Automatic reply: …". */
function withoutMarks(subject: string): string {
  return subject.replace(/^(?:\s*(?:re|tr|aw|sv|antw|fwd?|wg)\s?:\s*)+/i, '').trim();
}

/** A day as one writes it, `lundi 15 juin`, `15/06`. */
const aDay = String.raw`((?:\p{L}+,?\s)?\d[^.,;\n]{0,25})`;
const returning: readonly RegExp[] = [
  new RegExp(
    String.raw`(?:de retour|mon retour|je reviens|de nouveau joignable|reprendrai)(?=\s)[^.\n]{0,40}?\s(?:le|au|à partir du|dès le)\s+${aDay}`,
    'iu',
  ),
  new RegExp(String.raw`(?:jusqu['’]au|jusqu['’]à)\s+${aDay}`, 'iu'),
  new RegExp(String.raw`\b(?:back|return(?:ing)?)\b[^.\n]{0,30}?\son\s+${aDay}`, 'iu'),
  new RegExp(String.raw`\b(?:until|till|through)\s+${aDay}`, 'iu'),
];

/** What an absence notice says about the day of return, as it stands there; `null` when it says none. */
export function returnWords(text: string): string | null {
  for (const pattern of returning) {
    const found = pattern.exec(text.slice(0, 2000).replace(/\s+/g, ' '))?.[1]?.trim();
    if (found !== undefined) return found;
  }
  return null;
}
