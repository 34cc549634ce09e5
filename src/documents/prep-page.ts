import type { Language } from '../domain/profile.ts';
import { escapeMarkup, keepNumbers, typeset } from './markup.ts';

/** What one section of the page shows. All words come ready. */
export type SheetBlock =
  | { readonly kind: 'figures'; readonly rows: readonly SheetFigure[] }
  | { readonly kind: 'invoices'; readonly rows: readonly SheetInvoice[]; readonly total: string | null }
  | { readonly kind: 'dated'; readonly rows: readonly { readonly day: string; readonly text: string }[] }
  | { readonly kind: 'said'; readonly language: Language; readonly lines: readonly string[] }
  | { readonly kind: 'answers'; readonly language: Language; readonly rows: readonly { readonly heard: string; readonly answer: string }[] }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  /** `null` leaves a line to write on, on paper. */
  | { readonly kind: 'questions'; readonly rows: readonly { readonly question: string; readonly answer: string | null }[] }; // biome-ignore format: a table of kinds

export interface SheetFigure {
  readonly label: string;
  readonly value: string;
  /** Said beside the value, less loud. */
  readonly note?: string;
  readonly isMain: boolean;
}

export interface SheetInvoice {
  readonly amount: string;
  readonly number: string;
  readonly service: string;
  readonly due: string;
}

export interface SheetSection {
  readonly title: string;
  readonly blocks: readonly SheetBlock[];
}

/** A way to reach them: shown, and a link that dials or writes. */
export interface SheetLink {
  readonly text: string;
  /** `tel:` or `mailto:`; anything else is shown without a link. */
  readonly href: string | null;
}

/** A prepared call, for paper and for the phone in the other hand. */
export interface PrepSheet {
  readonly language: Language;
  readonly title: string;
  readonly subtitle: string;
  /** Whom to ask for. */
  readonly person: string;
  readonly reach: readonly SheetLink[];
  /** Best hour, when the contact was verified, friendly topics. */
  readonly facts: readonly string[];
  readonly stop: { readonly label: string; readonly items: readonly string[] };
  readonly think: { readonly label: string; readonly items: readonly string[] };
  readonly sections: readonly SheetSection[];
  /** What is missing; told at the end of the page. */
  readonly missing: string | null;
  /** Heading of the room for notes, which only paper has. */
  readonly notes: string;
  /** The day the page was made. */
  readonly made: string;
}

/** Every page that this module writes has it in its head: it may be written anew. */
export const prepPageMark = '<meta name="generator" content="dun prep">';

const style = `
:root{color-scheme:light dark;--ink:#1c1c1c;--quiet:#5a5a5a;--page:#fff;--rule:#d8d8d8;--accent:#0b6e7f;--stop:#a8201a;--stop-page:#fdecea;--think:#7a5200;--think-page:#fdf4e0}
@media(prefers-color-scheme:dark){:root{--ink:#ececec;--quiet:#a8a8a8;--page:#161616;--rule:#3a3a3a;--accent:#4fb8c9;--stop:#ff9d96;--stop-page:#3a1614;--think:#f0c36a;--think-page:#33270f}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.45 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;overflow-wrap:anywhere}
main{max-width:760px;margin:0 auto;padding:20px 16px}
h1{font-size:1.5rem;line-height:1.2;margin:0}
p{margin:0 0 4px}.quiet,.made{color:var(--quiet)}.made{margin-top:16px}
.person{font-size:1.15rem;margin:14px 0 0}
.reach{display:flex;flex-wrap:wrap;align-items:baseline;gap:0 24px;margin:0 0 4px;color:var(--quiet)}
.reach a,.reach span{padding:6px 0}.reach a{color:var(--accent);text-underline-offset:.2em;text-decoration-thickness:1px}
.reach a:first-child{font-size:1.6rem;line-height:1.3;font-weight:600}
.alert{margin:14px 0;padding:10px 14px;border-left:4px solid;border-radius:4px}
.alert b{display:block}.alert ul{margin:4px 0 0;padding-left:1.1em;color:var(--ink)}.alert li:only-child{list-style:none;margin-left:-1.1em}
.stop{color:var(--stop);background:var(--stop-page)}.think{color:var(--think);background:var(--think-page)}
h2{font-size:.85rem;letter-spacing:.04em;text-transform:uppercase;color:var(--quiet);margin:22px 0 6px;padding-top:10px;border-top:1px solid var(--rule)}
dl{margin:6px 0;display:grid;grid-template-columns:6em 1fr;gap:4px 16px;align-items:baseline}
dt{color:var(--quiet)}dd{margin:0}dd small{display:block;font-size:1rem;color:var(--quiet)}
dd.main b{font-size:1.15rem;font-weight:600;color:var(--accent)}
table,tbody{display:block}tr{display:grid;grid-template-columns:1fr auto;gap:0 20px;padding:6px 0}tr+tr{border-top:1px solid var(--rule)}
td{padding:0}.number{order:-2}.amount{order:-1;font-weight:600}.amount,.due{text-align:right;white-space:nowrap}.service,.due{color:var(--quiet)}
.total{font-weight:600;text-align:right;border-top:1px solid var(--rule);padding-top:6px}
.said{margin:8px 0;padding-left:14px;border-left:3px solid var(--accent);font-size:1.25rem;line-height:1.35}
.heard{margin:8px 0 12px}.heard p:first-child{color:var(--quiet)}.heard .said{margin:4px 0;font-size:1.1rem}
ul.plain{margin:6px 0;padding:0;list-style:none}ul.plain li{margin:0 0 6px}
.notes,.blank{display:none}
@media(min-width:561px),print{.ask{display:grid;grid-template-columns:1fr 1fr;gap:0 24px}}
@media(max-width:560px){
dl{grid-template-columns:4.8em 1fr;gap:6px 12px}dt{font-size:.875rem}dt.main{margin-bottom:-6px}.main{grid-column:1/-1}
.service,.due{grid-column:1/-1;text-align:left;white-space:normal}}
@media print{:root{--ink:#000;--quiet:#444;--page:#fff;--rule:#999;--accent:#000;--stop:#000;--stop-page:#fff;--think:#000;--think-page:#fff}
body{font-size:10pt;line-height:1.3}main{max-width:none;min-height:min(100vh - 1mm,271mm);padding:0;display:flex;flex-direction:column}h1{font-size:15pt}
h2{font-size:8.5pt;margin:7px 0 2px;padding-top:4px;break-after:avoid}.alert{border:1px solid #000;border-left-width:4px;padding:6px 10px;margin:8px 0}
dl{gap:1px 16px;margin:3px 0}dd small{display:inline;font-size:10pt}dd small::before{content:'· '}.made{margin-top:2px}ul.plain li{margin:0 0 4px}
.person{margin-top:8px}.reach a,.reach span{padding:2px 0;text-decoration:none}
.reach a:first-child{font-size:15pt}dd.main b,.person{font-size:11pt}.said{font-size:12pt;margin:5px 0}.heard{margin:3px 0 5px}.heard .said{font-size:10.5pt;margin:1px 0}tr{padding:4px 0}
section,.alert,tr,li,.heard{break-inside:avoid}.blank{display:block;border-bottom:1px solid var(--rule);height:6mm}
.notes{display:flex;flex-direction:column;flex:1 0 26mm}.lines{flex:1 1 0;overflow:hidden}.lines div{border-bottom:1px solid #bbb;height:8mm}}
@page{size:A4;margin:12mm 14mm}`;

/** As many as fit on a sheet: those that stand on a part of it already used are cut away by the style. */
const noteLines = 33;

/**
 * A prepared call as one file of HTML (product 3): no script, nothing loaded from anywhere (the page forbids it itself),
 * readable at 360 px and on A4, dark and light. Every word is escaped here.
 */
export function prepPage(sheet: PrepSheet): string {
  const { language, title, subtitle, stop, think, sections, missing, notes, made } = sheet;
  return [
    '<!DOCTYPE html>',
    `<html lang="${escapeMarkup(language)}"><head><meta charset="utf-8">`,
    prepPageMark,
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none';style-src 'unsafe-inline'">`,
    '<meta name="referrer" content="no-referrer"><meta name="format-detection" content="telephone=no">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escapeMarkup(title)}</title><style>${style}</style></head>`,
    `<body><main><header><h1>${wordsHtml(title)}</h1><p class="quiet">${wordsHtml(subtitle)}</p>`,
    ...personHtml(sheet),
    '</header>',
    ...alertHtml('stop', stop),
    ...alertHtml('think', think),
    ...sections.map(sectionHtml),
    `<p class="made">${wordsHtml(missing === null ? made : `${missing} ${made}`)}</p>`,
    `<section class="notes"><h2>${wordsHtml(notes)}</h2><div class="lines">${'<div></div>'.repeat(noteLines)}</div></section>`,
    '</main></body></html>',
    '',
  ].join('\n');
}

function personHtml({ person, reach, facts }: PrepSheet): string[] {
  return [
    `<p class="person">${wordsHtml(person)}</p>`,
    `<p class="reach">${reach.map(linkHtml).join(' ')}</p>`,
    ...facts.map((fact) => `<p>${wordsHtml(fact)}</p>`),
  ];
}

/** Only what dials or writes is a link: a name must not become an address to be called up. */
function linkHtml({ text, href }: SheetLink): string {
  const isSafe = href !== null && /^(?:tel:\+?[\d;=a-z-]+|mailto:[^\s"'<>]+)$/i.test(href);
  return isSafe
    ? `<a href="${escapeMarkup(href)}">${wordsHtml(text)}</a>`
    : `<span>${wordsHtml(text)}</span>`;
}

function alertHtml(name: 'stop' | 'think', { label, items }: PrepSheet['stop']): string[] {
  if (items.length === 0) return [];
  const list = items.map((item) => `<li>${wordsHtml(item)}</li>`).join('');
  return [`<div class="alert ${name}"><b>${wordsHtml(label)}</b><ul>${list}</ul></div>`];
}

function sectionHtml({ title, blocks }: SheetSection): string {
  return `<section><h2>${wordsHtml(title)}</h2>\n${blocks.map(blockHtml).join('\n')}\n</section>`;
}

function blockHtml(block: SheetBlock): string {
  switch (block.kind) {
    case 'figures':
      return `<dl>${block.rows.map(figureHtml).join('')}</dl>`;
    case 'invoices':
      return `<table><tbody>${block.rows.map(invoiceHtml).join('\n')}</tbody></table>${block.total === null ? '' : `<p class="total">${wordsHtml(block.total)}</p>`}`;
    case 'dated':
      return `<dl>${block.rows.map(({ day, text }) => `<dt>${wordsHtml(day)}</dt><dd>${wordsHtml(text)}</dd>`).join('')}</dl>`;
    case 'said':
      return block.lines
        .map((line) => `<p class="said" lang="${escapeMarkup(block.language)}">${wordsHtml(line)}</p>`)
        .join('\n');
    case 'answers':
      return block.rows.map((row) => answerHtml(row, block.language)).join('\n');
    case 'list':
      return `<ul class="plain">${block.items.map((item) => `<li>${wordsHtml(item)}</li>`).join('')}</ul>`;
    case 'questions':
      return `<ul class="plain ask">${block.rows.map(questionHtml).join('')}</ul>`;
  }
}

function answerHtml({ heard, answer }: { heard: string; answer: string }, language: Language): string {
  const said = `<p class="said" lang="${escapeMarkup(language)}">${wordsHtml(answer)}</p>`;
  return `<div class="heard"><p>${wordsHtml(heard)}</p>${said}</div>`;
}

function figureHtml({ label, value, note, isMain }: SheetFigure): string {
  const name = isMain ? ' class="main"' : '';
  const shown = isMain ? `<b>${wordsHtml(value)}</b>` : wordsHtml(value);
  const aside = note === undefined ? '' : ` <small>${wordsHtml(note)}</small>`;
  return `<dt${name}>${wordsHtml(label)}</dt><dd${name}>${shown}${aside}</dd>`;
}

function invoiceHtml({ amount, number, service, due }: SheetInvoice): string {
  const cell = (name: string, text: string) => `<td class="${name}">${wordsHtml(text)}</td>`;
  return `<tr>${cell('number', number)}${cell('service', service)}${cell('due', due)}${cell('amount', amount)}</tr>`;
}

function questionHtml({ question, answer }: { question: string; answer: string | null }): string {
  const given = answer === null ? '<span class="blank"></span>' : ` <strong>${wordsHtml(answer)}</strong>`;
  return `<li>${wordsHtml(question)}${given}</li>`;
}

function wordsHtml(text: string): string {
  return keepNumbers(typeset(text));
}
