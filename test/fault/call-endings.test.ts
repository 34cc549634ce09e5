import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { playStory, promiseStory } from '../support/call-story.ts';
import { makeStoryLedger, openStoryLedger, storyMoment } from '../support/roussel.ts';
import { Home, Terminal } from '../support/terminal.ts';

const ways = ['KILL', 'TERM', 'HUP', 'CTRL-C', 'CTRL-D', 'CLOSE'] as const;
type Way = (typeof ways)[number];

const exitCodes: Readonly<Record<Way, number>> = {
  KILL: 137,
  TERM: 143,
  HUP: 129,
  'CTRL-C': 130,
  'CTRL-D': 130,
  CLOSE: 129,
};

/** When it ends: the prompt is on screen; half of a typed word is in; all keys are sent and nothing is awaited. */
const phases = ['shown', 'typing', 'enter'] as const;
type Phase = (typeof phases)[number];

/** Letters of a word typed before the end comes. */
const halfTyped = 3;

/**
 * Promises 1–3: each prompt of a call that ends in a promise, ended in each way, then taken up again. Every run ends it
 * with the prompt on screen; `npm run torture` also in mid-word and in the race after Enter, three times each.
 */
const isWhole = process.env['DUN_TORTURE'] === '1';
const cases = promiseStory.flatMap((step, at) =>
  ways.flatMap((way) =>
    (isWhole ? [...phases, ...phases, ...phases] : phases.slice(0, 1))
      .filter((phase) => phase !== 'typing' || step.keys.length > 1)
      // Ctrl-D on a line with text deletes forward: there it ends nothing.
      .filter((phase) => phase !== 'typing' || way !== 'CTRL-D')
      .map((phase) => ({ id: step.id, way, phase, at })),
  ),
);

describe.concurrent('a call ended from outside', () => {
  it.each(cases)(
    'at $id ($phase) by $way loses no acknowledged key and goes on',
    async ({ way, phase, at }) => {
      const home = new Home();
      try {
        mkdirSync(dirname(home.db), { recursive: true, mode: 0o700 });
        makeStoryLedger(home.db);
        const env = home.env({ DUN_TODAY: storyMoment });
        await endAt({ env, at, way, phase });
        // The prompt of a step is shown only after the key before it was saved: all those keys are acknowledged. The keys
        // of the last step may have been saved or not, but nothing else.
        const saved = at === 0 ? savedEvents(home, phase === 'enter') : savedEvents(home);
        const possible = phase === 'enter' ? [at, at + 1] : [at];
        expect(possible).toContain(saved.length);
        expect(saved).toEqual(
          promiseStory.slice(0, saved.length).map((step) => expect.objectContaining(step.event)),
        );
        // What was typed without Enter stands on the line again, so only the rest is typed.
        expect(phase === 'typing' ? draftLength(home) : halfTyped).toBe(halfTyped);
        await goOn(home, env, { at: saved.length, typed: draftLength(home) });
        const expected = promiseStory.map((step) => expect.objectContaining(step.event));
        expect(savedEvents(home)).toEqual(expected);
        expectPromise(home);
      } finally {
        home.remove();
      }
    },
  );
});

interface Ending {
  readonly env: Record<string, string>;
  readonly at: number;
  readonly way: Way;
  readonly phase: Phase;
}

async function endAt({ env, at, way, phase }: Ending): Promise<void> {
  const terminal = new Terminal(['call', 'roussel'], env, { inShell: way !== 'CLOSE' });
  await playStory(terminal, { from: 0, to: at });
  const step = promiseStory[at];
  if (!step) throw new RangeError(`no step ${at}`);
  await terminal.see(step.prompt);
  if (phase === 'typing') {
    terminal.press(step.keys.slice(0, halfTyped));
    await terminal.see(`› ${step.keys.slice(0, halfTyped)}`);
  }
  if (phase === 'enter') terminal.press(step.keys);
  end(terminal, way);
  // After the last key the call is done: there is nothing left to go on with.
  const mayBeDone = phase === 'enter' && at === promiseStory.length - 1;
  expect(await endingOf(terminal, way, at > 0 && !mayBeDone)).toEqual({
    code: exitCodes[way],
    isUsable: true,
    saysHow: true,
    hasTrace: false,
  });
}

/** Exit code, is the terminal back in line mode with echo, is it said how to go on, and did a stack trace show? */
async function endingOf(terminal: Terminal, way: Way, hasCall: boolean) {
  if (way === 'CLOSE') {
    const { exitCode, signal } = await terminal.ended;
    // Either our own exit on the hang-up, or the kernel's: both are the quiet end of a closed window.
    return {
      code: signal === 1 ? exitCodes.CLOSE : exitCode,
      isUsable: true,
      saysHow: true,
      hasTrace: false,
    };
  }
  await seeEnd(terminal, way);
  const text = terminal.text();
  // Nothing of ours can run after SIGKILL, so the terminal is the shell's to mend then.
  const isUsable = way === 'KILL' || (/(?<!-)\bicanon\b/.test(text) && /(?<!-)\becho\b/.test(text));
  const saysHow = way === 'KILL' || !hasCall || text.includes('Reprendre');
  return {
    code: Number(/EXIT:(\d+)/.exec(text)?.[1]),
    isUsable,
    saysHow,
    hasTrace: /Error|at .*\.cjs/.test(text),
  };
}

function end(terminal: Terminal, way: Way): void {
  if (way === 'CTRL-C') terminal.press('\u0003');
  else if (way === 'CTRL-D') terminal.press('\u0004');
  else if (way === 'CLOSE') terminal.close();
  else process.kill(terminal.programPid(), `SIG${way}`);
}

/** A key that meets no prompt, in the moment between the call and the memo, is dropped: a person presses it again. */
async function seeEnd(terminal: Terminal, way: Way): Promise<void> {
  const ended = /EXIT:\d+[\s\S]*DONE/;
  try {
    await terminal.see(ended, way.startsWith('CTRL') ? 2 : 10);
  } catch (error) {
    if (!way.startsWith('CTRL')) throw error;
    end(terminal, way);
    await terminal.see(ended);
  }
}

interface Rest {
  readonly at: number;
  readonly typed: number;
}

/** The same command takes the call up at the first unanswered prompt. Before the dialling nothing was started. */
async function goOn(home: Home, env: Record<string, string>, { at, typed }: Rest): Promise<void> {
  if (isFinished(home)) return;
  const terminal = new Terminal(at === 0 ? ['call', 'roussel'] : ['call'], env);
  await playStory(terminal, { from: at, to: promiseStory.length, typed });
  await terminal.see(/enregistré ✓[\s\S]*jules@roussel\.example[\s\S]*Ce message/);
  terminal.press('\u0003');
  await terminal.ended;
}

/** Letters that were typed without Enter and kept; the call exists from the first key on. */
function draftLength(home: Home): number {
  const ledger = openStoryLedger(home.db);
  try {
    return ledger.calls.byId(1) === undefined ? 0 : (ledger.calls.draft(1)?.text.length ?? 0);
  } finally {
    ledger.close();
  }
}

function isFinished(home: Home): boolean {
  const ledger = openStoryLedger(home.db);
  try {
    return ledger.calls.byId(1)?.isFinished === true;
  } finally {
    ledger.close();
  }
}

function savedEvents(home: Home, mayBeNone = false): unknown[] {
  const ledger = openStoryLedger(home.db);
  try {
    return mayBeNone && ledger.calls.byId(1) === undefined ? [] : ledger.calls.events(1);
  } finally {
    ledger.close();
  }
}

function expectPromise(home: Home): void {
  const ledger = openStoryLedger(home.db);
  try {
    const [client] = ledger.clients.find('roussel');
    const { promises, attempts } = ledger.standings.one(client?.id ?? 0);
    expect(attempts).toHaveLength(1);
    expect(promises).toMatchObject([
      {
        promiser: 'Jules Roussel',
        means: 'leaves',
        isAccountReadOut: true,
        parts: [{ promisedOn: '2026-06-05', arrivalDeadline: '2026-06-08', recontactOn: '2026-06-09' }],
      },
    ]);
  } finally {
    ledger.close();
  }
}
