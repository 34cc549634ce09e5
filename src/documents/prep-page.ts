import type { Language } from '../domain/profile.ts';
import { escapeMarkup } from './markup.ts';

/** What one section of the page shows. All words come ready. */
export type SheetBlock =
  | { readonly kind: 'figures'; readonly rows: readonly { readonly label: string; readonly value: string; readonly isMain: boolean }[] }
  | { readonly kind: 'invoices'; readonly rows: readonly SheetInvoice[]; readonly total: string | null }
  | { readonly kind: 'dated'; readonly rows: readonly { readonly day: string; readonly text: string }[] }
  | { readonly kind: 'said'; readonly lines: readonly string[] }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  /** `null` leaves a line to write on. */
  | { readonly kind: 'questions'; readonly rows: readonly { readonly question: string; readonly answer: string | null }[] }; // biome-ignore format: a table of kinds

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
  /** What is missing; the last lines of the page. */
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
p{margin:0 0 4px}.quiet,.made{color:var(--quiet)}
.person{font-size:1.15rem;margin:12px 0 4px}
.reach a,.reach span{display:inline-block;margin:0 16px 4px 0;font-size:1.25rem;font-weight:600;color:var(--accent)}
.alert{margin:12px 0;padding:10px 14px;border-left:4px solid;border-radius:4px}
.alert b{display:block}.alert ul{margin:4px 0 0;padding-left:1.1em}
.stop{color:var(--stop);background:var(--stop-page)}.think{color:var(--think);background:var(--think-page)}
h2{font-size:.85rem;letter-spacing:.04em;text-transform:uppercase;color:var(--quiet);margin:22px 0 6px;padding-top:10px;border-top:1px solid var(--rule)}
dl{margin:6px 0;display:grid;grid-template-columns:minmax(6em,auto) 1fr;gap:4px 16px}
dt{color:var(--quiet)}dd{margin:0}dd.main{font-size:1.15rem;font-weight:600;color:var(--accent)}
table{width:100%;border-collapse:collapse}td{padding:4px 12px 4px 0;vertical-align:top}
td.amount{text-align:right;white-space:nowrap;font-weight:600}td:last-child{padding-right:0}
.total{font-weight:600;margin-top:4px}
.said{margin:6px 0;padding-left:14px;border-left:3px solid var(--accent);font-size:1.15rem}
ul.plain{margin:6px 0;padding:0;list-style:none}ul.plain li{margin:0 0 6px}
.blank{display:block;border-bottom:1px solid var(--rule);height:1.6em}
.notes{display:none}
@media(min-width:561px),print{.ask{display:grid;grid-template-columns:1fr 1fr;gap:0 24px}}
@media(max-width:560px){
dl{grid-template-columns:1fr;gap:0}dd{margin:0 0 8px}
tr{display:grid;grid-template-columns:1fr auto;column-gap:12px;padding:6px 0;border-bottom:1px solid var(--rule)}
td{padding:0}td.service,td.due{grid-column:1/-1}td.number{order:-1}td.amount{order:-1}}
@media print{:root{--ink:#000;--quiet:#444;--page:#fff;--rule:#999;--accent:#000;--stop:#000;--stop-page:#fff;--think:#000;--think-page:#fff}
body{font-size:10pt;line-height:1.35}main{max-width:none;padding:0}h1{font-size:15pt}
h2{margin:10px 0 4px;padding-top:6px;break-after:avoid}.alert{border:1px solid #000;border-left-width:4px;padding:6px 10px;margin:8px 0}
dd.main,.person,.reach a,.reach span,.said{font-size:11pt}a{text-decoration:none}
section,.alert,tr,li{break-inside:avoid}.notes{display:block}.notes div{border-bottom:1px solid #bbb;height:8mm}}
@page{size:A4;margin:14mm}`;

const noteLines = 5;

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
    `<body><main><header><h1>${escapeMarkup(title)}</h1><p class="quiet">${escapeMarkup(subtitle)}</p>`,
    ...personHtml(sheet),
    '</header>',
    ...alertHtml('stop', stop),
    ...alertHtml('think', think),
    ...sections.map(sectionHtml),
    ...(missing === null ? [] : [`<p class="quiet">${escapeMarkup(missing)}</p>`]),
    `<section class="notes"><h2>${escapeMarkup(notes)}</h2>${'<div></div>'.repeat(noteLines)}</section>`,
    `<p class="made">${escapeMarkup(made)}</p>`,
    '</main></body></html>',
    '',
  ].join('\n');
}

function personHtml({ person, reach, facts }: PrepSheet): string[] {
  return [
    `<p class="person">${escapeMarkup(person)}</p>`,
    `<p class="reach">${reach.map(linkHtml).join(' ')}</p>`,
    ...facts.map((fact) => `<p>${escapeMarkup(fact)}</p>`),
  ];
}

/** Only what dials or writes is a link: a name must not become an address to be called up. */
function linkHtml({ text, href }: SheetLink): string {
  const isSafe = href !== null && /^(?:tel:\+?[\d;=a-z-]+|mailto:[^\s"'<>]+)$/i.test(href);
  return isSafe
    ? `<a href="${escapeMarkup(href)}">${escapeMarkup(text)}</a>`
    : `<span>${escapeMarkup(text)}</span>`;
}

function alertHtml(name: 'stop' | 'think', { label, items }: PrepSheet['stop']): string[] {
  if (items.length === 0) return [];
  const list = items.map((item) => `<li>${escapeMarkup(item)}</li>`).join('');
  return [`<div class="alert ${name}"><b>${escapeMarkup(label)}</b><ul>${list}</ul></div>`];
}

function sectionHtml({ title, blocks }: SheetSection): string {
  return `<section><h2>${escapeMarkup(title)}</h2>\n${blocks.map(blockHtml).join('\n')}\n</section>`;
}

function blockHtml(block: SheetBlock): string {
  switch (block.kind) {
    case 'figures':
      return `<dl>${block.rows.map(({ label, value, isMain }) => `<dt>${escapeMarkup(label)}</dt><dd${isMain ? ' class="main"' : ''}>${escapeMarkup(value)}</dd>`).join('')}</dl>`;
    case 'invoices':
      return `<table><tbody>${block.rows.map(invoiceHtml).join('\n')}</tbody></table>${block.total === null ? '' : `<p class="total">${escapeMarkup(block.total)}</p>`}`;
    case 'dated':
      return `<dl>${block.rows.map(({ day, text }) => `<dt>${escapeMarkup(day)}</dt><dd>${escapeMarkup(text)}</dd>`).join('')}</dl>`;
    case 'said':
      return block.lines.map((line) => `<p class="said">${escapeMarkup(line)}</p>`).join('\n');
    case 'list':
      return `<ul class="plain">${block.items.map((item) => `<li>${escapeMarkup(item)}</li>`).join('')}</ul>`;
    case 'questions':
      return `<ul class="plain ask">${block.rows.map(questionHtml).join('')}</ul>`;
  }
}

function invoiceHtml({ amount, number, service, due }: SheetInvoice): string {
  const cell = (name: string, text: string) => `<td class="${name}">${escapeMarkup(text)}</td>`;
  return `<tr>${cell('number', number)}${cell('service', service)}${cell('due', due)}${cell('amount', amount)}</tr>`;
}

function questionHtml({ question, answer }: { question: string; answer: string | null }): string {
  const given = answer === null ? '<span class="blank"></span>' : ` <strong>${escapeMarkup(answer)}</strong>`;
  return `<li>${escapeMarkup(question)}${given}</li>`;
}
