import type { MemoBlock } from '../script/memo.ts';

/** What the HTML part adds to the words: their language, and the payment code with its caption when there is one. */
export interface PageFrame {
  readonly language: string;
  readonly title: string;
  /** Alternative text of the payment code; `null` = no code attached. */
  readonly paymentCode: string | null;
}

// No background and no text colour: the reader's program supplies both, in light and in dark.
// The two greys read on white (4.5 : 1) and on black (4.6 : 1).
const quiet = '#767676';
const line = '1px solid #8a8a8a66';
const font = "font:16px/1.5 -apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";

/**
 * The HTML part of a memo from its blocks: inline styles only, at most 600 px wide, nothing loaded from outside.
 * Every word is escaped here, whatever it holds (promises 3).
 */
export function memoPage(blocks: readonly MemoBlock[], frame: PageFrame): string {
  const body = blocks.map(blockHtml);
  const signature = blocks.findIndex((block) => block.kind === 'signature');
  if (frame.paymentCode !== null)
    body.splice(signature < 0 ? body.length : signature, 0, codeHtml(frame.paymentCode));
  return [
    '<!DOCTYPE html>',
    `<html lang="${escapeHtml(frame.language)}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    '<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">',
    '<style>:root{color-scheme:light dark;supported-color-schemes:light dark}</style>',
    `<title>${escapeHtml(frame.title)}</title></head>`,
    `<body style="margin:0;padding:0;${font};-webkit-text-size-adjust:100%">`,
    '<div style="max-width:600px;margin:0 auto;padding:16px;box-sizing:border-box;overflow-wrap:anywhere">',
    ...body,
    '</div></body></html>',
  ].join('\r\n');
}

/** Text for HTML content and double-quoted attributes. Controls and lone surrogates become U+FFFD. */
export function escapeHtml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\P{Cc}\n\t]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

function blockHtml(block: MemoBlock): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p style="margin:0 0 16px">${lines(block.text)}</p>`;
    case 'facts':
      return factsHtml(block.rows);
    case 'table':
      return tableHtml(block.head, block.rows);
    case 'signature':
      return signatureHtml(block.lines);
  }
}

// A label above its value would double the height; two columns still fit 320 px, as labels wrap.
function factsHtml(rows: readonly (readonly [string, string])[]): string {
  const cell = 'padding:7px 0;vertical-align:top;border-bottom:' + line;
  const body = rows.map(
    ([label, value]) =>
      `<tr><td style="${cell};color:${quiet};width:36%;padding-right:12px">${lines(label)}</td>` +
      `<td style="${cell};font-weight:600">${lines(value)}</td></tr>`,
  );
  return `<table role="presentation" style="${tableStyle};border-top:${line}">${body.join('')}</table>`;
}

const tableStyle = `width:100%;border-collapse:collapse;margin:0 0 20px;${font}`;

function tableHtml(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const columns = head.map((_, index) => columnStyle(rows.map((row) => row[index] ?? '')));
  const heads = head.map((text, index) => {
    const style = `padding:6px 8px 6px 0;font-weight:400;font-size:14px;color:${quiet};border-bottom:${line}`;
    return `<th scope="col" style="${style};${columns[index]};white-space:normal">${lines(text)}</th>`;
  });
  const body = rows.map((row) => {
    const cells = row.map((text, index) => {
      const style = `padding:7px 8px 7px 0;vertical-align:top;border-bottom:${line}`;
      return `<td style="${style};${columns[index] ?? 'text-align:left'}">${lines(text)}</td>`;
    });
    return `<tr>${cells.join('')}</tr>`;
  });
  return `<table style="${tableStyle}"><thead><tr>${heads.join('')}</tr></thead><tbody>${body.join('')}</tbody></table>`;
}

/** A column of amounts stands right and is never broken; anything else reads from the left. */
function columnStyle(cells: readonly string[]): string {
  const isAmounts =
    cells.length > 0 &&
    cells.every((cell) => /^[-−€£$\s\d.,'’\u00a0\u202f]*\d[^\p{L}]*(?:[A-Z]{3})?$/u.test(cell));
  return isAmounts ? 'text-align:right;white-space:nowrap;padding-right:0' : 'text-align:left';
}

function signatureHtml(words: readonly string[]): string {
  const [name = '', ...rest] = words;
  const below = rest.map((text) => `<br><span style="color:${quiet}">${lines(text)}</span>`);
  return `<p style="margin:24px 0 0">${lines(name)}${below.join('')}</p>`;
}

// The code keeps its own white margin: on a dark page a scanner needs it.
function codeHtml(caption: string): string {
  const style = 'display:block;width:160px;height:160px;border:8px solid #ffffff;border-radius:4px';
  return `<p style="margin:0 0 16px"><img src="cid:payment-code" width="160" height="160" alt="${escapeHtml(caption)}" style="${style}"></p>`;
}

function lines(text: string): string {
  return escapeHtml(text.replaceAll('\r\n', '\n')).replaceAll('\n', '<br>');
}
