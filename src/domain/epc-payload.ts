import { DunError } from './errors.ts';
import { formatDecimal } from './money.ts';
import { formatOgm, hasCheckDigits, isQrIban } from './reference.ts';
import {
  byteLength,
  checkAmount,
  payeeName,
  referenceText,
  structuredReference,
  type Transfer,
} from './transfer.ts';

/** Most bytes that the code may hold: 331 are a QR code of version 13 at level M, the largest one allowed. */
const mostBytes = 331;

/** Countries whose banks take SEPA transfers; within the European Economic Area without a BIC. */
const economicArea: ReadonlySet<string> = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(' '),
);
const beyond: ReadonlySet<string> = new Set('AD AL CH GB GI MC MD ME MK RS SM VA'.split(' '));

/**
 * Where a Belgian reference stands. The standard knows ISO 11649 only in the structured line, but programs and banks
 * are not of one mind: some read it there, some show it there as nothing at all.
 */
export type OgmLine = 'text' | 'structured';

/**
 * The text of an EPC QR code, "GiroCode" (EPC069-12, version 002, UTF-8; facts 3.1). An RF reference has its line; a
 * Belgian one goes where the payer reads it, as free text, or with `structured` in the same line. `DunError` 65 names what cannot be: another currency, an
 * amount or a name out of bounds, an account outside SEPA, a BIC that is missing or wrong, a reference without room.
 */
export function epcPayload(transfer: Transfer, ogm: OgmLine = 'text'): string {
  const { iban, amount } = transfer;
  if (amount.currency !== 'EUR') throw new DunError('payment.currency', 65, { currency: amount.currency });
  checkAmount(transfer);
  checkAccount(iban);
  const figure = formatDecimal(amount).replace(/\.?0+$/, '');
  const head = ['BCD', '002', '1', 'SCT', bicOf(transfer), payeeName(transfer), iban, `EUR${figure}`, ''];
  const structured = structuredReference(transfer);
  if (structured?.kind === 'rf') return fitted([...head, structured.code]);
  if (structured?.kind === 'ogm' && ogm === 'structured')
    return fitted([...head, formatOgm(structured.code)]);
  const room = mostBytes - byteLength([...head, '', ''].join('\n'));
  return fitted([...head, '', referenceText(transfer, room)]);
}

// Empty lines keep their place, but none may stand at the end.
function fitted(lines: readonly string[]): string {
  const text = lines.join('\n').replace(/\n+$/, '');
  if (byteLength(text) > mostBytes) throw new DunError('payment.too_long', 65, { most: mostBytes });
  return text;
}

// A QR-IBAN is no account that SEPA could reach: it takes Swiss QR references only.
function checkAccount(iban: string): void {
  const country = iban.slice(0, 2);
  const isSepa = economicArea.has(country) || beyond.has(country);
  if (!isSepa || iban.length > 34 || !hasCheckDigits(iban) || isQrIban(iban)) {
    throw new DunError('payment.account', 65, { iban });
  }
}

function bicOf({ bic, iban }: Transfer): string {
  const bare = bic?.replace(/\s/g, '').toUpperCase() ?? '';
  const isGood =
    bare === '' ? economicArea.has(iban.slice(0, 2)) : /^[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/.test(bare);
  if (!isGood) throw new DunError('payment.bic', 65, { bic: bare });
  return bare;
}
