/** Exit codes of sysexits(3) and our own; 0 and 128 + signal never come from an error. */
export type ExitCode = 1 | 2 | 65 | 66 | 69 | 70 | 73 | 74 | 75 | 76 | 77 | 78;

/** What a message may mention. */
export type ErrorValues = Readonly<Record<string, string | number>>;

/**
 * An error the user can act on. It names words, not text: `key` is a label of `templates/<language>/screen/`
 * (what is wrong with which value, what was expected), `key + ".hint"` says what to type next.
 */
export class DunError extends Error {
  readonly key: string;
  readonly values: ErrorValues;
  readonly exitCode: ExitCode;

  constructor(key: string, exitCode: ExitCode, values: ErrorValues = {}) {
    super(`${key} ${JSON.stringify(values)}`);
    this.name = 'DunError';
    this.key = key;
    this.values = values;
    this.exitCode = exitCode;
  }
}
