import type { Reporter, TestModule } from 'vitest/node';

/** Prints one last line, `N passed, N failed`, which scripts can read whatever vitest's own summary looks like. */
// eslint-disable-next-line import/no-default-export -- vitest loads a reporter file by its default export
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    let passed = 0;
    let failed = errors.length;
    let skipped = 0;
    for (const module of modules) {
      failed += module.errors().length;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') passed += 1;
        else if (state === 'failed') failed += 1;
        else skipped += 1;
      }
    }
    const tail = skipped > 0 ? `, ${skipped} skipped` : '';
    // The default reporter prints its summary after this hook; the count has to stand below it.
    process.once('exit', () => process.stdout.write(`${passed} passed, ${failed} failed${tail}\n`));
  }
}
