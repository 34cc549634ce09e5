import type { Context } from '../cli/context.ts';

/** First run: who we are, and two ways to start (product 3). */
export function runWelcome({
  output,
  words,
  isJson,
  today,
}: Pick<Context, 'output' | 'words' | 'isJson' | 'today'>): void {
  if (isJson) {
    output.json({ schema: 'dun.welcome/1', today, next: ['dun demo', 'dun init'] });
    return;
  }
  for (const line of words.label('cli.welcome').split('|')) output.line(line);
}
