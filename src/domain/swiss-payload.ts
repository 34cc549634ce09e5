import { DunError } from './errors.ts';
import { formatDecimal } from './money.ts';
import { hasCheckDigits, isQrIban } from './reference.ts';
import {
  byteLength,
  checkAmount,
  oneLine,
  payeeName,
  referenceText,
  structuredReference,
  type Transfer,
} from './transfer.ts';

/** A QR code of version 25 at level M, the largest one that a Swiss QR-bill may have. */
const mostBytes = 997;
const longestField = 70;
const longestMessage = 140;

/** Letters that the Swiss standard knows: Latin, with the marks of the languages around. */
const known = /^[\u0020-\u007e\u00a0-\u017f\u0218-\u021b\u20ac]*$/;

/**
 * The text of a Swiss QR code (version 0200, structured address; facts 3.2): QR-IBAN with its QR reference, else an
 * ISO 11649 reference or none and the numbers as a message. Amounts in francs only: euros go by the EPC code.
 * `DunError` 65 names what cannot be.
 */
export function swissPayload(transfer: Transfer): string {
  const { iban, amount } = transfer;
  if (amount.currency !== 'CHF') throw new DunError('payment.currency', 65, { currency: amount.currency });
  checkAmount(transfer);
  if (!/^(?:CH|LI)\d{2}[A-Z0-9]{17}$/.test(iban) || !hasCheckDigits(iban)) {
    throw new DunError('payment.account', 65, { iban });
  }
  const nobody = Array<string>(7).fill('');
  const lines = [
    'SPC',
    '0200',
    '1',
    iban,
    'S',
    payeeName(transfer),
    ...addressOf(transfer),
    ...nobody,
    formatDecimal(amount),
    'CHF',
    ...nobody,
    ...referenceOf(transfer),
    'EPD',
  ];
  if (!lines.every((line) => known.test(line))) throw new DunError('payment.letters', 65);
  const text = lines.join('\n');
  if (byteLength(text) > mostBytes) throw new DunError('payment.too_long', 65, { most: mostBytes });
  return text;
}

/** Kind, reference and message. Other references than its own are a contradiction to a QR-IBAN, and the other way round. */
function referenceOf(transfer: Transfer): [string, string, string] {
  const structured = structuredReference(transfer);
  const isQr = isQrIban(transfer.iban);
  if (isQr !== (structured?.kind === 'qrr')) throw new DunError('payment.qr_reference', 65);
  if (structured?.kind === 'qrr') return ['QRR', structured.code, ''];
  if (structured?.kind === 'rf') return ['SCOR', structured.code, ''];
  return ['NON', '', referenceText(transfer, longestMessage * 4)];
}

/** Street, number, postal code, town and country, from an address of one or several lines. */
function addressOf({ address, country }: Transfer): string[] {
  const parts = (address ?? '').split(/[\n,;]/).map(oneLine);
  const at = parts.findIndex((part) => town.test(part));
  const [, code = '', place = ''] = town.exec(parts[at] ?? '') ?? [];
  const road = parts.slice(0, Math.max(at, 0)).findLast((part) => part !== '') ?? '';
  const [street, number] = roadOf(road);
  const fields = [street, number, code, place, country.toUpperCase()];
  const isGood =
    at >= 0 &&
    /^[A-Z]{2}$/.test(country.toUpperCase()) &&
    fields.every((field) => field.length <= longestField);
  if (!isGood || number.length > 16)
    throw new DunError('payment.address', 65, { address: oneLine(address ?? '') });
  return fields;
}

const town = /^(?:[A-Z]{1,2}-)?(\d{4,5}) (\p{L}.*)$/u;

/** `Rue du Lac 12` and `12 bis rue du Lac`: the house number stands at either end, or nowhere. */
function roadOf(road: string): [street: string, number: string] {
  const after = /^(\D.*?) (\d+ ?[A-Za-z]?)$/.exec(road);
  if (after) return [after[1] ?? '', after[2] ?? ''];
  const before = /^(\d+(?: ?(?:bis|ter|quater|[A-Za-z]))?),? (\D.*)$/.exec(road);
  return before ? [before[2] ?? '', before[1] ?? ''] : [road, ''];
}
