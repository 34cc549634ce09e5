import { DunError } from '../domain/errors.ts';
import type { Words } from '../script/words.ts';
import { BrokenOff } from '../terminal/ask.ts';
import { show } from '../terminal/style.ts';

/** What main says about an error, and the code it ends with (promises 9). */
export interface Report {
  readonly lines: readonly string[];
  readonly exitCode: number;
}

/** Turns any thrown value into words: what is wrong with which value, what was expected, what to type next. */
export function reportError(
  error: unknown,
  words: Words,
  options: { isDebug: boolean; endedBy: number | undefined },
): Report {
  if (error instanceof BrokenOff) return { lines: [], exitCode: options.endedBy ?? 130 };
  const trace = options.isDebug && error instanceof Error ? [error.stack ?? error.message] : [];
  if (error instanceof DunError)
    return { lines: [...errorLines(error, words), ...trace], exitCode: error.exitCode };
  const message = error instanceof Error ? error.message : String(error);
  return {
    lines: [words.label('cli.bug', { message: show(message, 200) }), words.label('cli.bug.hint'), ...trace],
    exitCode: 70,
  };
}

function errorLines({ key, values }: DunError, words: Words): string[] {
  // Values come from outside: file names, typed text, what a server said.
  const shown = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'number' ? value : show(value, 300),
    ]),
  );
  const hint = hintOf(key, shown, words);
  return hint === undefined ? [words.label(key, shown)] : [words.label(key, shown), `→ ${hint}`];
}

/** A message without a hint is allowed: some errors leave nothing to type. */
function hintOf(
  key: string,
  values: Readonly<Record<string, string | number>>,
  words: Words,
): string | undefined {
  return words.has(`${key}.hint`) ? words.label(`${key}.hint`, values) : undefined;
}
