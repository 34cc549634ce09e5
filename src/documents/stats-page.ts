import type { Block, PlotRow, Report, Section, TrendRow } from '../domain/stats/report.ts';
import { barChart, trendChart } from './charts.ts';
import { escapeMarkup, typeset } from './markup.ts';

const style = `
:root{color-scheme:light dark;--ink:#1c1c1c;--quiet:#5a5a5a;--page:#fff;--rule:#d8d8d8;--track:#ececec;--fill:#0b6e7f}
@media(prefers-color-scheme:dark){:root{--ink:#ececec;--quiet:#a8a8a8;--page:#161616;--rule:#3a3a3a;--track:#2a2a2a;--fill:#4fb8c9}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.45 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;overflow-wrap:anywhere}
main{max-width:720px;margin:0 auto;padding:20px 16px}
h1{font-size:1.5rem;line-height:1.2;margin:0}
header p,caption,dt,.none{color:var(--quiet)}header p{margin:4px 0 0}
.lead{display:flex;flex-wrap:wrap;gap:16px 48px;margin:20px 0 0}
.lead div{display:block;padding:0;border:0}.lead dt{font-size:.875rem}.lead dd{text-align:left;font-size:1.35rem;font-weight:600;line-height:1.3;color:var(--fill)}
h2{font-size:1.1rem;margin:28px 0 8px;padding-top:12px;border-top:1px solid var(--rule)}
.note{margin:8px 0}
dl{margin:8px 0}dl div{display:flex;align-items:baseline;justify-content:space-between;gap:16px;padding:4px 0;border-top:1px solid var(--track)}
dt{flex:1 0 40%}dd{margin:0;text-align:right}
table{width:100%;border-collapse:collapse;margin:8px 0}
caption{text-align:left;padding-bottom:4px}
th{font-weight:400;text-align:left;padding:4px 16px 4px 0;width:34%}
td{padding:4px 0 4px 16px;width:1px;text-align:right;white-space:nowrap}td.plot{width:auto;padding-left:0}.long{white-space:normal;min-width:11em}
.total{font-weight:600}.total th,.total td{border-top:1px solid var(--rule);font-weight:600}
svg{display:block}.bar{min-width:60px}
.track{fill:var(--track)}.fill{fill:var(--fill)}.line{fill:none;stroke:var(--fill);stroke-width:1.5}.axis{stroke:var(--rule)}
@media(max-width:600px){
table,tbody{display:block}caption{display:block}
tr{display:flex;flex-wrap:wrap;align-items:baseline;justify-content:flex-end;gap:2px 8px;padding:5px 0}.total{border-top:1px solid var(--rule)}
th{flex:1 0 100%;width:auto;padding:0}tr:has(.plot:empty) th{flex:1 1 50%}td{width:auto;min-width:2.8em;padding:0;white-space:normal}td:empty{display:none}.total th,.total td{border:0}
td.plot{flex:0 0 32%;align-self:center;margin-right:auto}}
@media print{:root{--ink:#000;--quiet:#444;--page:#fff;--rule:#bbb;--track:#e6e6e6;--fill:#0b6e7f}
body{font-size:10pt;line-height:1.35;print-color-adjust:exact;-webkit-print-color-adjust:exact}main{max-width:none;padding:0}
.lead{margin-top:12px}h2{margin:14px 0 4px;padding-top:8px;break-after:avoid}th,td{padding-top:2px;padding-bottom:2px}dl,table{margin:4px 0}dl div{padding:2px 0}
table,dl,.note{break-inside:avoid}caption{break-after:avoid}}
@page{size:A4;margin:14mm}`;

/**
 * The statistics as one file: HTML with SVG drawn into it, no script, nothing loaded from anywhere (the page forbids it
 * itself). Readable at 360 px and on A4, dark and light. Every word is escaped here.
 */
export function statsPage({ language, title, subtitle, lead, sections }: Report): string {
  return [
    '<!DOCTYPE html>',
    `<html lang="${escapeMarkup(language)}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none';style-src 'unsafe-inline'">`,
    '<meta name="color-scheme" content="light dark"><meta name="format-detection" content="telephone=no">',
    `<title>${escapeMarkup(`${title}, ${subtitle}`)}</title><style>${style}</style></head>`,
    `<body><main><header><h1>${typeset(title)}</h1><p>${typeset(subtitle)}</p>`,
    ...(lead.length === 0 ? [] : [`<dl class="lead">${lead.map(leadHtml).join('')}</dl>`]),
    '</header>',
    ...sections.map(sectionHtml),
    '</main></body></html>',
    '',
  ].join('\n');
}

function leadHtml({ label, values }: Report['lead'][number]): string {
  const all = values.map((value) => `<dd>${typeset(value)}</dd>`).join('');
  return `<div><dt>${typeset(label)}</dt>${all}</div>`;
}

function sectionHtml({ title, blocks }: Section): string {
  return `<section><h2>${typeset(title)}</h2>\n${blocks.map(blockHtml).join('\n')}\n</section>`;
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'note':
      return `<p class="note">${typeset(block.text)}</p>`;
    case 'figures':
      return `<dl>${block.rows.map(figureHtml).join('')}</dl>`;
    case 'bars':
      return tableHtml(block.caption, barsHtml(block.rows));
    case 'trends':
      return tableHtml(block.caption, block.rows.map(trendHtml));
  }
}

function figureHtml({ label, value }: { readonly label: string; readonly value: string }): string {
  return `<div><dt>${typeset(label)}</dt><dd>${typeset(value)}</dd></div>`;
}

/** Of the parts of a sum those that are nothing are quiet; where rows are rates, nothing is news. */
function barsHtml(rows: readonly PlotRow[]): string[] {
  const isSum = rows.some(({ isTotal }) => isTotal === true);
  return rows.map((row) => {
    const name = row.isTotal === true ? 'total' : isSum && row.share === 0 ? 'none' : '';
    return rowHtml(row, name, row.share === null ? '' : barChart(row.share));
  });
}

function trendHtml(row: TrendRow): string {
  const isKnown = row.points.length > 0;
  return rowHtml(row, isKnown ? '' : 'none', isKnown ? trendChart(row.points) : '');
}

function rowHtml({ label, values }: Pick<PlotRow, 'label' | 'values'>, name: string, plot: string): string {
  const figures = values.map(valueHtml).join('');
  const kind = name === '' ? '' : ` class="${name}"`;
  return `<tr${kind}><th scope="row">${typeset(label)}</th><td class="plot">${plot}</td>${figures}</tr>`;
}

/** Sums of several currencies may take several lines; other figures stay in one, so that they make a column. */
function valueHtml(value: string): string {
  return `<td${value.includes('\u00a0+ ') ? ' class="long"' : ''}>${typeset(value)}</td>`;
}

function tableHtml(caption: string | null, rows: readonly string[]): string {
  const head = caption === null ? '' : `<caption>${typeset(caption)}</caption>`;
  return `<table>${head}<tbody>${rows.join('\n')}</tbody></table>`;
}
