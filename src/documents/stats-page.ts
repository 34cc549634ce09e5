import type { Block, PlotRow, Report, Section, TrendRow } from '../domain/stats/report.ts';
import { barChart, columnChart, mostColumns, trendChart } from './charts.ts';
import { escapeMarkup } from './markup.ts';

const style = `
:root{color-scheme:light dark;--ink:#1c1c1c;--quiet:#5a5a5a;--page:#fff;--rule:#d8d8d8;--track:#ececec;--fill:#0b6e7f}
@media(prefers-color-scheme:dark){:root{--ink:#ececec;--quiet:#a8a8a8;--page:#161616;--rule:#3a3a3a;--track:#2a2a2a;--fill:#4fb8c9}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.45 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;overflow-wrap:anywhere}
main{max-width:720px;margin:0 auto;padding:20px 16px}
h1{font-size:1.5rem;line-height:1.2;margin:0}
header p,.caption{color:var(--quiet);margin:4px 0 0}
h2{font-size:1.1rem;margin:32px 0 8px;padding-top:12px;border-top:1px solid var(--rule)}
.note{margin:8px 0}
dl{margin:8px 0;display:grid;grid-template-columns:minmax(0,2fr) minmax(0,3fr);gap:4px 16px}
dt{color:var(--quiet)}dd{margin:0}
table{width:100%;border-collapse:collapse;margin:8px 0}
caption{text-align:left;color:var(--quiet);padding-bottom:4px}
th{font-weight:400;text-align:left;padding:3px 12px 3px 0;width:34%}
td{padding:3px 12px 3px 0;text-align:right;white-space:nowrap}
td.plot{width:34%;padding-right:0;text-align:left}
svg{display:block}.bar{min-width:60px}.columns{width:100%;height:auto;margin:12px 0}
.track{fill:var(--track)}.fill{fill:var(--fill)}.line{fill:none;stroke:var(--fill);stroke-width:1.5}
.axis{stroke:var(--rule)}text{fill:var(--ink);font-size:10px;text-anchor:middle}
@media(max-width:560px){
tr{display:grid;grid-template-columns:1fr auto auto;column-gap:12px;padding:4px 0}
th{grid-column:1/-1;width:auto;padding:0}td{padding:0;text-align:left;white-space:normal}
td.plot{grid-column:1/-1;width:auto}
dl{grid-template-columns:1fr}dd{margin:0 0 8px}}
@media print{:root{--ink:#000;--quiet:#444;--page:#fff;--rule:#bbb;--track:#e6e6e6;--fill:#0b6e7f}
body{font-size:11pt;print-color-adjust:exact;-webkit-print-color-adjust:exact}main{max-width:none;padding:0}
section{break-inside:avoid}h2{break-after:avoid}}
@page{size:A4;margin:16mm}`;

/**
 * The statistics as one file: HTML with SVG drawn into it, no script, nothing loaded from anywhere (the page forbids it
 * itself). Readable at 360 px and on A4, dark and light. Every word is escaped here.
 */
export function statsPage({ language, title, subtitle, sections }: Report): string {
  return [
    '<!DOCTYPE html>',
    `<html lang="${escapeMarkup(language)}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none';style-src 'unsafe-inline'">`,
    '<meta name="color-scheme" content="light dark">',
    `<title>${escapeMarkup(`${title}, ${subtitle}`)}</title><style>${style}</style></head>`,
    `<body><main><header><h1>${escapeMarkup(title)}</h1><p>${escapeMarkup(subtitle)}</p></header>`,
    ...sections.map(sectionHtml),
    '</main></body></html>',
    '',
  ].join('\n');
}

function sectionHtml({ title, blocks }: Section): string {
  const body = blocks.map((block) => blockHtml(block, title)).join('\n');
  return `<section><h2>${escapeMarkup(title)}</h2>\n${body}\n</section>`;
}

function blockHtml(block: Block, title: string): string {
  switch (block.kind) {
    case 'note':
      return `<p class="note">${escapeMarkup(block.text)}</p>`;
    case 'figures':
      return `<dl>${block.rows.map(({ label, value }) => `<dt>${escapeMarkup(label)}</dt><dd>${escapeMarkup(value)}</dd>`).join('')}</dl>`;
    case 'bars':
      return tableHtml(block.caption, block.rows, barOf);
    case 'trends':
      return tableHtml(block.caption, block.rows, ({ points }) =>
        points.length === 0 ? '' : trendChart(points),
      );
    case 'columns':
      return columnsHtml(block.rows, title);
  }
}

function barOf({ share }: PlotRow): string {
  return share === null ? '' : barChart(share);
}

function tableHtml<T extends PlotRow | TrendRow>(
  caption: string | null,
  rows: readonly T[],
  plot: (row: T) => string,
): string {
  const body = rows.map((row) => {
    const values = row.values.map((value) => `<td>${escapeMarkup(value)}</td>`).join('');
    return `<tr><th scope="row">${escapeMarkup(row.label)}</th>${values}<td class="plot">${plot(row)}</td></tr>`;
  });
  const head = caption === null ? '' : `<caption>${escapeMarkup(caption)}</caption>`;
  return `<table>${head}<tbody>${body.join('\n')}</tbody></table>`;
}

/** The figures of each column go into the name of the picture, for readers who listen. */
function columnsHtml(rows: readonly PlotRow[], title: string): string {
  if (rows.length > mostColumns) return tableHtml(null, rows, barOf);
  const name = rows.map(({ label, values }) => `${label}: ${values.join(' ')}`).join(', ');
  const columns = rows.map(({ label, values, share }) => ({ label, value: inTwo(values[0] ?? ''), share }));
  return columnChart(columns, `${title}. ${name}`);
}

/** `67 % (4 of 6)` stands above and below its column. */
function inTwo(value: string): string {
  return value.replace(/ \((\d+)\D+(\d+)\)$/, '\n$1/$2');
}
