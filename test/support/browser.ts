import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inject } from 'vitest';
import { type Devtools, startDevtools } from './devtools.ts';
import { pageProbe, type Seen } from './page-probe.ts';

/** Does a browser start here? Where none does, pages are judged by their text alone. */
export const hasBrowser = inject('browser') !== null;

/** How a reader holds the page. */
export interface View {
  /** Pixels; up to 600 it is a phone, which minds `viewport`. */
  readonly width: number;
  readonly isDark?: boolean;
}

/** A page as it stands before a reader. */
export interface Shown {
  readonly seen: Seen;
  /** Addresses of everything the page asked for besides itself and what it holds. */
  readonly requests: readonly string[];
  /** PNG of the whole page. */
  readonly picture: () => Promise<Buffer>;
  /** PDF of the page as its sheets say, A4 where they say nothing; and its text as paper shows it. */
  readonly print: () => Promise<{ readonly pdf: Buffer; readonly text: string }>;
}

/** One tab: what was shown before is gone when the next page is. */
export interface Browser {
  readonly show: (html: string, view: View) => Promise<Shown>;
  readonly close: () => Promise<void>;
}

/** What the tab is asked. */
type Ask = <T>(method: string, params?: object) => Promise<T>;

/** One browser for a test file: it starts once. */
export async function openBrowser(): Promise<Browser> {
  const binary = inject('browser');
  if (binary === null) throw new Error('no browser starts here');
  const folder = mkdtempSync(join(tmpdir(), 'dun-browser-'));
  const devtools = startDevtools(binary, join(folder, 'profile'));
  const ask = await tabOf(devtools);
  const file = join(folder, 'page.html');
  return {
    show: async (html, view) => {
      writeFileSync(file, html);
      return show({ devtools, ask, url: pathToFileURL(file).href }, view);
    },
    close: async () => {
      await devtools.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function tabOf({ send }: Devtools): Promise<Ask> {
  const { targetId } = await send<{ targetId: string }>('Target.createTarget', { url: 'about:blank' });
  const target = { targetId, flatten: true };
  const { sessionId } = await send<{ sessionId: string }>('Target.attachToTarget', target);
  const ask: Ask = (method, params) => send(method, params, sessionId);
  await ask('Page.enable');
  await ask('Network.enable');
  return ask;
}

interface Tab {
  readonly devtools: Devtools;
  readonly ask: Ask;
  readonly url: string;
}

async function show({ devtools, ask, url }: Tab, { width, isDark = false }: View): Promise<Shown> {
  const value = async <T>(expression: string): Promise<T> => {
    const asked = { expression, returnByValue: true };
    const { result } = await ask<{ result: { value: T } }>('Runtime.evaluate', asked);
    return result.value;
  };
  const features = [{ name: 'prefers-color-scheme', value: isDark ? 'dark' : 'light' }];
  const screen = { width, height: 900, deviceScaleFactor: 1, mobile: width <= 600 };
  await ask('Emulation.setDeviceMetricsOverride', screen);
  await ask('Emulation.setEmulatedMedia', { media: 'screen', features });
  devtools.told.length = 0;
  const loaded = devtools.next(({ method }) => method === 'Page.loadEventFired');
  await ask('Page.navigate', { url });
  await loaded;
  const seen = await value<Seen>(pageProbe);
  return {
    seen,
    requests: devtools.told
      .flatMap(({ params }) => params.request?.url ?? [])
      .filter((asked) => asked !== url && !asked.startsWith('data:')),
    picture: async () => {
      const whole = { captureBeyondViewport: true };
      const { data } = await ask<{ data: string }>('Page.captureScreenshot', whole);
      return Buffer.from(data, 'base64');
    },
    print: async () => {
      await ask('Emulation.setEmulatedMedia', { media: 'print', features });
      const text = await value<string>('document.body.innerText');
      const sheet = { paperWidth: 8.27, paperHeight: 11.69, preferCSSPageSize: true };
      const { data } = await ask<{ data: string }>('Page.printToPDF', sheet);
      return { pdf: Buffer.from(data, 'base64'), text };
    },
  };
}
