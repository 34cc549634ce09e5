import type { Command } from 'commander';
import type { CommandHost, Context, Sandbox } from '../cli/context.ts';
import { addDays, type Day } from '../domain/day.ts';
import { formatDay } from '../domain/day-words.ts';
import { runCall } from './call.ts';
import { callMoment, seedDemo, today } from './demo-data.ts';
import { playedScreen } from './demo-play.ts';
import { describe } from './describe.ts';
import { runDue } from './due.ts';
import { runPrep } from './prep.ts';

type Services = Pick<Context, 'sandbox' | 'output' | 'words' | 'language' | 'prompter'>;

/** `dun demo` (product 3). */
export function registerDemo(program: Command, host: CommandHost, run = runDemo): void {
  const command = program.command('demo');
  describe(command, host, { key: 'demo' });
  command.action(async () => run(await host.context()));
}

/**
 * The whole job on invented data in a throw-away ledger: brief, call, promise, memo, and the morning after the promise
 * broke. On a terminal the user holds the call; without one it plays itself and prints each screen.
 */
async function runDemo(context: Services): Promise<void> {
  const sandbox = await context.sandbox();
  try {
    const morning = await sandbox.at(callMoment);
    seedDemo(morning, context.language);
    await tellStory(context, sandbox, morning);
  } finally {
    await sandbox.remove();
  }
}

async function tellStory(context: Services, sandbox: Sandbox, morning: Context): Promise<void> {
  const isDriven = context.prompter.isInteractive;
  say(context, 'intro', {});
  await pause(context);
  say(context, 'prep', {});
  await runPrep(morning, { client: 'roussel', yes: true });
  await pause(context);
  say(context, isDriven ? 'call' : 'call_played', {});
  await pause(context);
  await runCall(isDriven ? morning : played(morning, context), { client: 'roussel' });
  const later = dayAfterBreak(morning);
  say(context, 'later', { day: formatDay(later, context.language, 'long') });
  await pause(context);
  await runDue(await sandbox.at(later), {});
  say(context, 'end', {});
}

/** The day on which an unkept promise brings the client back; a week on when none was made. */
function dayAfterBreak({ ledger }: Context): Day {
  const promises = ledger.standings.all().flatMap((standing) => standing.promises);
  const days = promises.flatMap((promise) => promise.parts.map((part) => part.recontactOn));
  return days.toSorted()[0] ?? addDays(today, 7);
}

/** The same context with a call screen that presses its own keys, and a prompter that always sends. */
function played(morning: Context, { language }: Services): Context {
  return {
    ...morning,
    callScreen: playedScreen(morning, language),
    prompter: {
      ...morning.prompter,
      isInteractive: true,
      confirm: async () => true,
      choose: async ({ choices }) => first(choices),
      key: async ({ choices }) => first(choices),
    },
  };
}

function first<T>([choice]: readonly { readonly value: T }[]): T {
  if (!choice) throw new RangeError('a choice without choices');
  return choice.value;
}

function say({ output, words }: Services, part: string, values: Readonly<Record<string, string>>): void {
  output.line();
  for (const line of words.label(`demo.${part}`, values).split('|')) output.line(line);
  output.line();
}

async function pause({ prompter, words }: Services): Promise<void> {
  if (prompter.isInteractive) await prompter.text({ message: words.label('demo.go_on') });
}
