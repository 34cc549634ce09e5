import { curled, keepNumbers } from '../documents/markup.ts';
import { hasCheckDigits, isQrr } from '../domain/reference.ts';
import type { MemoBlock } from '../script/memo.ts';
import { visible } from './visible.ts';

/** A payment code as the page shows it. */
export interface PageCode {
  /** The picture is a part of the message. */
  readonly cid: string;
  /** In pixels of the page. */
  readonly side: number;
  readonly alt: string;
  readonly caption: readonly string[];
}

/** What the HTML part adds to the words: their language, and the payment code when there is one. */
export interface PageFrame {
  readonly language: string;
  readonly title: string;
  readonly paymentCode: PageCode | null;
}

// No background and no text colour: the reader's program supplies both, in light and in dark. What is secondary is
// made quiet by opacity, which keeps its contrast on either.
const quiet = 'opacity:.7';
const rule = '1px solid #8a8a8a66';
const font = "font:16px/1.5 -apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";
const tableStyle = `width:100%;border-collapse:collapse;margin:0 0 20px;${font}`;

/**
 * Below this width a wide table becomes one block a row, each value after its label. Programs that know no media
 * query keep the table.
 */
const narrow = [
  '@media(max-width:560px){.wide thead,.wide td:empty{display:none!important}',
  `.wide tr{display:block;padding:8px 0;border-bottom:${rule}}`,
  '.wide td{display:block;position:relative;padding:0 0 0 36%!important;border:0!important;text-align:left!important}',
  '.wide td::before{content:attr(data-label);position:absolute;left:0;opacity:.7}}',
].join('');

/**
 * The HTML part of a memo from its blocks: inline styles only, at most 600 px wide, nothing loaded from outside.
 * Every word is escaped here, whatever it holds (promises 3).
 */
export function memoPage(blocks: readonly MemoBlock[], frame: PageFrame): string {
  const body = blocks.map((block, at) => blockHtml(block, blocks[at - 1]));
  if (frame.paymentCode !== null) body.splice(placeOfCode(blocks), 0, codeHtml(frame.paymentCode));
  return [
    '<!DOCTYPE html>',
    `<html lang="${escapeHtml(frame.language)}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    '<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">',
    `<style>:root{color-scheme:light dark;supported-color-schemes:light dark}${narrow}</style>`,
    `<title>${escapeHtml(frame.title)}</title></head>`,
    `<body style="margin:0;padding:0;${font};-webkit-text-size-adjust:100%">`,
    '<div style="max-width:600px;margin:0 auto;padding:16px;box-sizing:border-box;overflow-wrap:break-word">',
    ...body,
    '</div></body></html>',
  ].join('\r\n');
}

/** Text for HTML content and double-quoted attributes, without what is invisible; lone surrogates become U+FFFD. */
export function escapeHtml(text: string): string {
  return visible(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** Under the account, so that all that pays stands together; where no account is named, above the signature. */
function placeOfCode(blocks: readonly MemoBlock[]): number {
  const account = blocks.findIndex(
    (block) => block.kind === 'facts' && block.rows.some(([, value]) => holdsNumber(value)),
  );
  if (account >= 0) return account + 1;
  const signature = blocks.findIndex((block) => block.kind === 'signature');
  return signature < 0 ? blocks.length : signature;
}

function blockHtml(block: MemoBlock, above: MemoBlock | undefined): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p style="margin:0 0 16px">${lines(block.text)}</p>`;
    case 'facts':
      return factsHtml(block.rows, above?.kind === 'table');
    case 'table':
      return tableHtml(block.head, block.rows);
    case 'signature':
      return signatureHtml(block.lines);
  }
}

// A label above its value would double the height; two columns still fit 320 px, as labels wrap. Under a table, which
// ends with a line, another one would stand right below it.
function factsHtml(rows: readonly (readonly [string, string])[], isBelowTable: boolean): string {
  const cell = `padding:7px 0;vertical-align:top;border-bottom:${rule}`;
  const body = rows.map(
    ([label, value]) =>
      `<tr><td style="${cell};width:36%;padding-right:12px"><span style="${quiet}">${lines(label)}</span></td>` +
      `<td style="${cell};overflow-wrap:anywhere">${valueHtml(value)}</td></tr>`,
  );
  const top = isBelowTable ? '' : `;border-top:${rule}`;
  return `<table role="presentation" style="${tableStyle}${top}">${body.join('')}</table>`;
}

/** How much, which day and which account are looked for again later: they stand out, and nothing else does. */
function valueHtml(value: string): string {
  if (!amount.test(value) && !namesDay.test(value) && !holdsNumber(value)) return lines(value);
  const [, main = value, aside = ''] = /^([^(]+)( \(.*)$/s.exec(value) ?? [];
  return `<span style="font-weight:600">${lines(main)}</span>${lines(aside)}`;
}

/** A day with its year, as in `vendredi 12 juin 2026`. */
const namesDay = /\d(?:er)?\s\p{L}{3,}\s\d{4}(?!\d)/u;

/** As `formatMoney` writes it: `€840.00`, `1 455,50 €`, `205,00 CHF`; a number such as `INV-044` is none. */
const amount = /^-?(?:[€£$]\d[\d,]*(?:\.\d+)?|\d[\d\s.,]*\s(?:[€£$]|[A-Z]{3}))$/;

function tableHtml(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const last = head.length - 1;
  const styles = head.map((_, index) => {
    const space = index === last ? 0 : 14;
    return `padding:7px ${space}px 7px 0;border-bottom:${rule};${columnStyle(rows.map((row) => row[index] ?? ''))}`;
  });
  const heads = head.map((text, index) => {
    const style = `${styles[index]};font-weight:400;font-size:14px;vertical-align:bottom`;
    return `<th scope="col" style="${style}"><span style="${quiet}">${lines(text)}</span></th>`;
  });
  const body = rows.map((row) => {
    const cells = head.map(
      (label, index) =>
        `<td data-label="${escapeHtml(label)}" style="${styles[index]};vertical-align:top">${lines(row[index] ?? '')}</td>`,
    );
    return `<tr>${cells.join('')}</tr>`;
  });
  const wide = head.length > 3 ? ' class="wide"' : '';
  return `<table${wide} style="${tableStyle}"><thead><tr>${heads.join('')}</tr></thead><tbody>${body.join('')}</tbody></table>`;
}

/** Amounts stand right under each other; they and other short values without blanks are never broken. */
function columnStyle(cells: readonly string[]): string {
  if (cells.length > 0 && cells.every((cell) => amount.test(cell)))
    return 'text-align:right;white-space:nowrap';
  const isShort = cells.every((cell) => cell.length <= 16 && !cell.includes(' '));
  return isShort ? 'text-align:left;white-space:nowrap' : 'text-align:left';
}

function signatureHtml(words: readonly string[]): string {
  const [name = '', ...rest] = words;
  const below = rest.map((text) => `<br><span style="${quiet}">${lines(text)}</span>`);
  return `<p style="margin:24px 0 0">${lines(name)}${below.join('')}</p>`;
}

// The picture brings its own white margin: on a dark page a scanner needs it. On a white one a line shows where it
// begins, or the code would seem to hang beside the text. Beside it stands in words what it holds.
function codeHtml({ cid, side, alt, caption }: PageCode): string {
  const style = 'display:block;max-width:100%;height:auto;border-radius:5px';
  const picture = `<img src="cid:${escapeHtml(cid)}" width="${side}" height="${side}" alt="${escapeHtml(alt)}" style="${style}">`;
  const card = `display:inline-block;max-width:100%;box-sizing:border-box;border:${rule};border-radius:6px`;
  const [first = '', ...rest] = caption;
  const below = rest.map((text) => `<br><span style="${quiet}">${lines(text)}</span>`);
  return `<p style="margin:0 0 20px;font-size:14px"><span style="${card}">${picture}</span><br>${lines(first)}${below.join('')}</p>`;
}

function lines(text: string): string {
  return escapeHtml(curled(text)).split(grouped).map(pieceHtml).join('');
}

/** Odd pieces of a text split by this are written in groups, as accounts and references are. */
const grouped = /((?<![\w.])(?:[A-Z]{2}\d{2}(?: [A-Z0-9]{4})*(?: [A-Z0-9]{1,4})|\d{2}(?: \d{5}){5})(?!\w))/;

function pieceHtml(piece: string, index: number): string {
  if (index % 2 === 1 && isNumber(piece)) return groupsHtml(piece);
  return keepNumbers(piece).replace(afterAt, '<wbr>').replaceAll('\n', '<br>');
}

/** Where an e-mail address breaks when it must: a domain cut in two would be read as another one. */
const afterAt = /(?<=[\w.+-]@)(?=[\w-]+\.\w)/g;

function holdsNumber(text: string): boolean {
  return text.split(grouped).some((piece, index) => index % 2 === 1 && isNumber(piece));
}

function isNumber(printed: string): boolean {
  return isQrr(printed) || hasCheckDigits(printed.replaceAll(' ', ''));
}

/**
 * The groups are set apart by space that is not text: the number is read in fours, and copied as one piece, which a form
 * that counts its characters takes.
 */
function groupsHtml(printed: string): string {
  const groups = printed.split(' ');
  const last = groups.length - 1;
  return groups
    .map((group, index) =>
      index === last ? group : `<span style="padding-right:.33em">${group}</span><wbr>`,
    )
    .join('');
}
