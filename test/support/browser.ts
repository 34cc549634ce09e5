import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The browser of this machine; `undefined` where none is installed, and pages are judged by their text alone. */
export const browser = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
);

/** Runs the browser without a window on a file of the folder; what it prints. Throws when it fails. */
export function browse(folder: string, file: string, flags: readonly string[]): string {
  const own = ['--headless', '--no-sandbox', '--disable-gpu', `--user-data-dir=${join(folder, 'profile')}`];
  const { status, stdout, stderr } = spawnSync(
    browser ?? '',
    [...own, ...flags, `file://${join(folder, file)}`],
    {
      encoding: 'utf8',
      timeout: 60_000,
    },
  );
  if (status !== 0) throw new Error(`the browser ended with ${status}: ${stderr}`);
  return stdout;
}

/** What a browser says of `page.html` in the folder. */
export interface Seen {
  /** Widest content and room for it, pixels. */
  readonly scroll: number;
  readonly inner: number;
  /** Whatever the page asked for besides itself. */
  readonly requests: number;
  /** The text as a reader sees it. */
  readonly text: string;
  /** Smallest size of a text, pixels. */
  readonly smallest: number;
  /** Lowest contrast of a text on its ground, by WCAG 2. */
  readonly contrast: number;
}

/** Shows `page.html` in a frame of so many pixels. The probe stands outside the page, which has no script. */
export function seenAt(folder: string, width: number, flags: readonly string[] = []): Seen {
  const probe = `<body style="margin:0"><iframe id="page" src="page.html" style="width:${width}px;height:900px;border:0"></iframe>
<pre id="out"></pre><script>addEventListener('load', () => {
const view = document.getElementById('page').contentWindow;
const page = view.document;
const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
const light = (colour) => channels(colour).slice(0, 3).map((c) => c / 255)
  .map((c) => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
  .reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
const ground = (node) => { for (let at = node; at; at = at.parentElement) {
  const colour = view.getComputedStyle(at).backgroundColor;
  if ((channels(colour)[3] ?? 1) > 0) return colour; } return 'rgb(255,255,255)'; };
const told = [...page.querySelectorAll('body *')].filter((node) =>
  [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim() !== '') && node.offsetParent !== null);
const contrasts = told.map((node) => { const [a, b] = [light(view.getComputedStyle(node).color), light(ground(node))].sort();
  return (b + 0.05) / (a + 0.05); });
document.getElementById('out').textContent = btoa(unescape(encodeURIComponent(JSON.stringify({
  scroll: page.documentElement.scrollWidth, inner: page.documentElement.clientWidth,
  requests: view.performance.getEntriesByType('resource').length, text: page.body.innerText,
  smallest: Math.min(...told.map((node) => parseFloat(view.getComputedStyle(node).fontSize))),
  contrast: Math.min(...contrasts) }))));
});</script></body>`;
  writeFileSync(join(folder, 'probe.html'), probe);
  const window = ['--dump-dom', '--allow-file-access-from-files', '--window-size=1200,1000'];
  const dom = browse(folder, 'probe.html', [...window, ...flags]);
  const packed = /<pre id="out">([^<]*)</.exec(dom)?.[1] ?? '';
  return JSON.parse(Buffer.from(packed, 'base64').toString('utf8'));
}
