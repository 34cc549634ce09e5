import type { TestProject } from 'vitest/node';
import { type BrowserBinary, findBrowser } from './browser-binary.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** `null` where no browser starts. */
    readonly browser: BrowserBinary | null;
  }
}

/** Looks for a browser once for all test files, and says so where there is none. */
export function setup({ provide }: TestProject): void {
  const found = findBrowser();
  provide('browser', found ?? null);
  if (found === undefined) {
    process.stdout.write(
      'Skipped: pages in a browser. None is installed here, and the packaged one needs Linux on x64 with glibc.\n',
    );
  }
}
