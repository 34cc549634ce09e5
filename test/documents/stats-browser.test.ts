import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runStats } from '../../src/commands/stats.ts';
import { aSpring } from '../support/stats-ledger.ts';
import { statsServices } from '../support/stats-services.ts';

const browser = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const name = 'Menuiserie-Rousselotterie-et-Compagnie-Strasbourgeoise-du-Grand-Canal <b>Rhin</b>';
let folder = '';

/** Runs the browser on a file without a window; what it prints. */
function browse(file: string, ...flags: string[]): string {
  const own = ['--headless', '--no-sandbox', '--disable-gpu', `--user-data-dir=${join(folder, 'profile')}`];
  const ran = spawnSync(browser ?? '', [...own, ...flags, `file://${join(folder, file)}`], {
    encoding: 'utf8',
    timeout: 60_000,
  });
  expect(ran.status).toBe(0);
  return ran.stdout;
}

interface Measured {
  readonly width: number;
  /** Texts of elements that stick out of the page on the right. */
  readonly out: string[];
  readonly sections: number;
  readonly requests: number;
  readonly background: string;
  readonly ink: string;
}

/** What the browser says of the page in frames of so many pixels. The probe stands outside the page, which has no script. */
function measured(widths: readonly number[], ...flags: string[]): Measured[] {
  const frames = widths.map(
    (width) => `<iframe src="page.html" style="width:${width}px;height:900px;border:0"></iframe>`,
  );
  const probe = `<body style="margin:0">${frames.join('')}<pre id="out"></pre><script>addEventListener('load', () => {
const found = [...document.querySelectorAll('iframe')].map(({ clientWidth: width, contentWindow }) => {
  const page = contentWindow.document;
  const { backgroundColor: background, color: ink } = contentWindow.getComputedStyle(page.body);
  const out = [...page.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > width);
  return { width, out: out.map((one) => one.textContent), background, ink,
    sections: page.querySelectorAll('section').length,
    requests: contentWindow.performance.getEntriesByType('resource').length };
});
document.getElementById('out').textContent = JSON.stringify(found);
});</script></body>`;
  writeFileSync(join(folder, 'probe.html'), probe);
  const asked = ['--dump-dom', '--allow-file-access-from-files', '--window-size=1200,1000', ...flags];
  return JSON.parse(/<pre id="out">([^<]*)</.exec(browse('probe.html', ...asked))?.[1] ?? '[]');
}

// Where no browser is installed, the page is judged by its parser alone (stats-page.test.ts).
describe.skipIf(browser === undefined)('the page in a real browser', { timeout: 90_000 }, () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'dun-page-'));
    const desk = statsServices(aSpring(name), { language: 'fr' });
    await runStats(desk, { html: 'page.html' });
    writeFileSync(join(folder, 'page.html'), desk.written.get('/here/page.html') ?? '');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('on a phone and on a screen nothing sticks out and nothing is asked for', () => {
    const widths = [320, 360, 768];
    const light = { background: 'rgb(255, 255, 255)', ink: 'rgb(28, 28, 28)' };
    const expected = widths.map((width) => ({ width, out: [], sections: 10, requests: 0, ...light }));
    expect(measured(widths, '--blink-settings=preferredColorScheme=1')).toEqual(expected);
  });

  test('dark follows the reader', () => {
    const [dark] = measured([360], '--blink-settings=preferredColorScheme=0');
    expect(dark).toMatchObject({ background: 'rgb(22, 22, 22)', ink: 'rgb(236, 236, 236)' });
  });

  test('on A4: a few sheets', () => {
    browse('page.html', `--print-to-pdf=${join(folder, 'page.pdf')}`, '--no-pdf-header-footer');
    const pdf = readFileSync(join(folder, 'page.pdf'), 'latin1');
    expect(pdf).toMatch(/MediaBox\s*\[0 0 59\d(?:\.\d+)? 84\d/);
    expect(pdf.match(/\/Type\s*\/Page\b/g)?.length).toBeLessThanOrEqual(4);
  });
});
