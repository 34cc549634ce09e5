import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createClock, earlierClock } from '../../src/cli/clock.ts';
import { isReading } from '../../src/cli/program.ts';
import { registerClient } from '../../src/commands/client.ts';
import { registerConfig } from '../../src/commands/config.ts';
import { registerDispute } from '../../src/commands/dispute.ts';
import { registerDone } from '../../src/commands/done.ts';
import { registerDue } from '../../src/commands/due.ts';
import { registerInvoice } from '../../src/commands/invoice.ts';
import { registerObjection } from '../../src/commands/objection.ts';
import { registerPay } from '../../src/commands/pay.ts';
import { registerPrep } from '../../src/commands/prep.ts';
import { registerPromise } from '../../src/commands/promise.ts';
import { registerStats } from '../../src/commands/stats.ts';
import { registerUndo } from '../../src/commands/undo.ts';
import { DunError } from '../../src/domain/errors.ts';
import { addDays, day, type Day, momentOf } from '../../src/domain/day.ts';
import type { Ledger } from '../../src/store/ledger.ts';
import { aWork, doWork, profile, type Work } from '../store/histories.ts';
import { fileLedger, temporaryPath } from '../store/ledgers.ts';
import { aDesk } from '../support/desk.ts';

const commands = [
  registerClient,
  registerConfig,
  registerDispute,
  registerDone,
  registerDue,
  registerInvoice,
  registerObjection,
  registerPay,
  registerPrep,
  registerPromise,
  registerStats,
  registerUndo,
];

const first = day('2026-06-02');

/** All that the reading commands say on a day, to the byte. */
async function sayings(ledger: Ledger, today: Day): Promise<string> {
  const { dun } = aDesk({ commands, ledger, today });
  const asked: string[][] = [
    ['due', '--json'],
    ['due', '--all'],
    ['due', '--week', '--json'],
    ['due', '--by', 'dispute'],
    ['due', '--ics', '/own.ics'],
    ['stats', '--json'],
    ['promise', 'list', '--all', '--json'],
    ['dispute', 'list', '--all', '--json'],
    ['done', '--all', '--json'],
    ['pay', 'list', '--json'],
    ['invoice', 'list', '--json'],
    ['client', 'list', '--json'],
    ['config', 'list', '--json'],
    ['objection', 'list', '--json'],
    ['undo', '--list', '--json'],
    ...ledger.clients.all().flatMap(({ handle }) => [
      ['client', 'show', handle, '--json'],
      ['due', '--why', handle, '--json'],
      ['prep', handle, '--json'],
      ['prep', handle, '--print'],
    ]),
  ];
  const said: string[] = [];
  for (const argv of asked) {
    const { out, notes, document, files } = await dun(...argv).catch(refused);
    said.push(argv.join(' '), out, notes, JSON.stringify(document, null, 1) ?? '', ...files.values());
  }
  return said.join('\n');
}

/** What cannot be shown yet, for want of a profile for instance, could not be shown then. */
function refused(error: unknown): Awaited<ReturnType<ReturnType<typeof aDesk>['dun']>> {
  if (!(error instanceof DunError)) throw error;
  return { out: '', notes: error.key, document: error.values, files: new Map() };
}

const aStep = fc.oneof(
  { weight: 4, arbitrary: aWork },
  { weight: 1, arbitrary: fc.constantFrom('undo' as const, 'redo' as const) },
);
/** The work of some days, one after the other. */
const someDays = fc.array(fc.array(aStep, { minLength: 1, maxLength: 7 }), {
  minLength: 2,
  maxLength: 4,
  size: 'max',
});

function step(ledger: Ledger, work: Work | 'undo' | 'redo'): void {
  if (work !== 'undo' && work !== 'redo') return doWork(ledger, work);
  const change = work === 'undo' ? ledger.changes.undoable() : ledger.changes.redoable();
  // A message that has left may hold what it is about.
  if (change?.kept.length === 0) attempt(() => ledger.changes[work](change.id));
}

function attempt(work: () => void): void {
  try {
    work();
  } catch {
    // What a message needs stays: nothing has changed.
  }
}

test('an earlier day prints what was printed then, whatever was recorded since', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(someDays, async (days) => {
      const path = temporaryPath();
      const printed: { today: Day; text: string }[] = [];
      for (const [at, works] of days.entries()) {
        const today = addDays(first, at * 3);
        let moment = momentOf(today, 540);
        const ledger = fileLedger(path, { today, now: () => (moment += 60_000) });
        // Nobody prepares a call without a name.
        if (at === 0) ledger.profile.save(profile);
        for (const work of works) step(ledger, work);
        printed.push({ today, text: await sayings(ledger, today) });
        ledger.close();
      }
      for (const { today, text } of printed) {
        const { knownUntil } = earlierClock(today, presentClock);
        const ledger = fileLedger(path, { today, asOf: knownUntil ?? 0 });
        expect(await sayings(ledger, today)).toBe(text);
        ledger.close();
      }
    }),
    { numRuns: 15 },
  );
});

const presentClock = {
  today: day('2026-11-23'),
  now: () => momentOf(day('2026-11-23'), 600),
  knownUntil: undefined,
};

describe('the clock of an earlier day', () => {
  test.each([
    ['an ordinary day', '2026-06-02', 24],
    ['the short day of spring', '2026-03-29', 23],
    ['the long day of autumn', '2026-10-25', 25],
    ['today', '2026-11-23', 24],
  ])('knows until the last moment of %s', (_, given, hours) => {
    const clock = earlierClock(given, presentClock);
    expect(clock.today).toBe(given);
    expect(clock.knownUntil).toBe(momentOf(addDays(day(given), 1), 0) - 1);
    // A zone without summer time has no short days.
    const length = (clock.knownUntil ?? 0) + 1 - momentOf(day(given), 0);
    expect([hours, 24]).toContain(length / 3_600_000);
    expect(clock.now()).toBe(momentOf(day(given), 600));
  });

  test('keeps the hour that --today gives', () => {
    const present = createClock('2026-06-09T16:20', () => momentOf(day('2026-11-23'), 600));
    expect(earlierClock('2026-06-02', present).now()).toBe(momentOf(day('2026-06-02'), 16 * 60 + 20));
  });

  test.each([
    ['no day', 'yesterday', 'cli.bad_as_of'],
    ['a day that does not exist', '2026-02-30', 'cli.bad_as_of'],
    ['a day and an hour', '2026-06-02T10:15', 'cli.bad_as_of'],
    ['tomorrow', '2026-11-24', 'cli.as_of_to_come'],
  ])('refuses %s', (_, given, key) => {
    expect(() => earlierClock(given, presentClock)).toThrowError(
      expect.objectContaining({ key, exitCode: 2 }),
    );
  });
});

test.each([
  ['due', true],
  ['prep', true],
  ['stats', true],
  ['client show', true],
  ['promise list', true],
  ['dispute list', true],
  ['undo', true],
  ['done', true],
  ['pay', false],
  ['pay list', true],
  ['pay undo', false],
  ['call', false],
  ['log', false],
  ['memo', true],
  ['memo list', true],
  ['memo show', true],
  ['memo edit', false],
  ['memo resend', false],
  ['outbox list', true],
  ['outbox send', false],
  ['outbox cancel', false],
  ['import', false],
  ['client add', false],
  ['config set', false],
  ['init', false],
  ['unheard of', false],
])('dun %s looks at an earlier day: %s', (words, isRead) => {
  expect(isReading(words.split(' '))).toBe(isRead);
});
