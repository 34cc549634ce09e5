import fc from 'fast-check';
import { expect, test } from 'vitest';
import { registerClient } from '../../src/commands/client.ts';
import { registerDispute } from '../../src/commands/dispute.ts';
import { registerDue } from '../../src/commands/due.ts';
import { registerInvoice } from '../../src/commands/invoice.ts';
import { registerLog } from '../../src/commands/log.ts';
import { registerPay } from '../../src/commands/pay.ts';
import { registerPrep } from '../../src/commands/prep.ts';
import { registerPromise } from '../../src/commands/promise.ts';
import { registerStats } from '../../src/commands/stats.ts';
import { registerUndo } from '../../src/commands/undo.ts';
import { DunError } from '../../src/domain/errors.ts';
import { profile, allOf } from '../store/histories.ts';
import { aDesk, type Desk, fillDesk } from '../support/desk.ts';

const commands = [
  registerClient, registerDispute, registerDue, registerInvoice, registerLog, registerPay, registerPrep,
  registerPromise, registerStats, registerUndo,
]; // biome-ignore format: rows of names

/** Mostly what fits; what stands behind the bar hardly ever does. */
function mostly(texts: string): fc.Arbitrary<string> {
  const [good = '', bad = ''] = texts.split(' | ');
  const oneOf = (words: string) => fc.constantFrom(...words.split(', '));
  return fc.oneof({ weight: 9, arbitrary: oneOf(good) }, { weight: 1, arbitrary: oneOf(bad) });
}

const amount = mostly('1, 50, 84.50, 200.50, 420, all, half | 840, 5000, 0, much');
const past = mostly('hier, 2026-06-02, 2026-05-28, 2026-05-15 | 2026-04-01, bientôt, 2026-06-03');
const coming = mostly('vendredi, demain, lundi, 2026-06-02, 2026-06-20 | 2026-06-01, 31/02');
const about = mostly(
  'roussel, canal, roussel --invoice F-2026-044, canal --invoice F-2026-046, canal --invoice F-2026-047 | nobody, canal --invoice F-0, canal --invoice F-2026-044',
);
const id = mostly('1, roussel, canal | 9, nobody');
const outcome = mostly('refusal, no-date, voicemail, distress, duplicate, angry | insolvency, maybe');

type Flags = Readonly<Record<string, fc.Arbitrary<string>>>;

/** A line as somebody types it: a command, what it is about, and flags that stand there or not. */
function line(command: string, what: fc.Arbitrary<string>, flags: Flags = {}): fc.Arbitrary<string[]> {
  const typed = Object.entries(flags).map(([flag, value]) =>
    fc
      .option(value, { nil: undefined, freq: 2 })
      .map((text) => (text === undefined ? [] : [`--${flag}`, text])),
  );
  const words = what.map((text) => `${command} ${text}`.trim().split(' '));
  return fc.tuple(words, ...typed).map((parts) => parts.flat());
}

const aLine: fc.Arbitrary<string[]> = fc.oneof(
  fc.tuple(line('pay', about, { on: past }), amount).map(([words, sum]) => [...words.toSpliced(2, 0, sum), '--overpaid']),
  fc.tuple(line('pay', about, { on: past }), amount).map(([words, sum]) => words.toSpliced(2, 0, sum)),
  line('pay undo', mostly('1 | 7, x')),
  line('invoice credit --number A-1 --amount 20', about, { on: past }),
  line('invoice write-off', mostly('F-2026-044, F-2026-046 | F-0'), { amount, on: past }),
  line('promise add --on vendredi', about, { amount, condition: fc.constant('signature') }),
  line('promise move', id, { on: coming, reason: fc.constant('absent') }),
  line('promise withdraw --reason erreur', id),
  line('promise confirm', id, { on: past, words: fc.constant('Oui') }),
  line('dispute open --words prix', about, { amount, type: mostly('technical, administrative | x') }),
  line('dispute resolve --how réglé', about, { on: past }),
  fc.tuple(line('log', about, { at: past, note: fc.constant('note') }), outcome).map(([words, what]) => [...words, '--outcome', what]),
  line('log --outcome promise', about, { on: coming, amount }),
  line('log --outcome plan --count 3', about, { first: coming }),
); // biome-ignore format: one command a line

interface JsonMoney {
  readonly amount: string;
  readonly currency: string;
}
type Answers<T> = Readonly<Record<'roussel' | 'canal', T>>;

async function ask<T>({ dun }: Desk, ...argv: string[]): Promise<T> {
  return (await dun(...argv, '--json')).document as T;
}

async function ofBoth<T>(about: (client: string) => Promise<T>): Promise<Answers<T>> {
  return { roussel: await about('roussel'), canal: await about('canal') };
}

/** All that is derived, as the commands tell it. */
async function told(desk: Desk): Promise<unknown[]> {
  const shown = await ofBoth((client) => ask(desk, 'client', 'show', client));
  return [await ask(desk, 'due'), await ask(desk, 'stats'), shown];
}

/** What was found, and what it must be. */
interface Checked {
  readonly found: readonly unknown[];
  readonly wanted: readonly unknown[];
}

const cents = (amounts: readonly JsonMoney[]) =>
  amounts.reduce((sum, one) => sum + Math.round(Number(one.amount) * 100), 0);

interface Stats {
  readonly credit: readonly { readonly aged: { readonly total: JsonMoney; readonly buckets: Record<string, JsonMoney> } | null }[];
  readonly promises: { readonly kept: { readonly count: number; readonly of: number } };
} // biome-ignore format: a line a figure

/** What is open of one client or of all, and whether the stretches of age add up to it. */
async function statsOf(desk: Desk, ...about: string[]) {
  const { credit, promises } = await ask<Stats>(desk, 'stats', ...about);
  const aged = credit.flatMap((one) => one.aged ?? []);
  const buckets = aged.flatMap(({ buckets }) => Object.values(buckets));
  return { open: cents(aged.map(({ total }) => total)), buckets: cents(buckets), kept: promises.kept };
}

/** Every sum beside the one that it must be. */
async function sums(desk: Desk): Promise<Checked> {
  const all = await statsOf(desk);
  const each = await ofBoth((client) => statsOf(desk, client));
  const prep = await ofBoth((client) => ask<{ owed: JsonMoney | null }>(desk, 'prep', client));
  const list = await ask<{ items: { handle: string; owed: JsonMoney[] }[] }>(desk, 'client', 'list');
  const { items } = await ask<{ items: { balance: JsonMoney }[] }>(desk, 'invoice', 'list');
  const ofClients = list.items.flatMap(({ handle, owed }) => {
    const client = handle.includes('roussel') ? 'roussel' : 'canal';
    return [cents(owed), cents([prep[client].owed ?? []].flat())];
  });
  const [first, second] = list.items.map(
    ({ handle }) => each[handle.includes('roussel') ? 'roussel' : 'canal'],
  );
  const { roussel, canal } = each;
  return {
    found: [
      [all.buckets, cents(items.map(({ balance }) => balance)), roussel.open + canal.open],
      [roussel.kept.count + canal.kept.count, roussel.kept.of + canal.kept.of],
      ofClients,
    ],
    wanted: [
      [all.open, all.open, all.open],
      [all.kept.count, all.kept.of],
      [first?.open, first?.open, second?.open, second?.open],
    ],
  };
}

/** Runs a line; the code it ends with. */
async function run(desk: Desk, argv: readonly string[]): Promise<number> {
  try {
    await desk.dun(...argv);
    return 0;
  } catch (error) {
    if (!(error instanceof DunError)) throw error;
    return error.exitCode;
  }
}

/** A refused line changes nothing; one that is taken goes with `dun undo` and comes back, as every command tells it. */
async function traces(desk: Desk, argv: readonly string[]): Promise<Checked & { readonly code: number }> {
  const facts = () => [allOf(desk.ledger), desk.ledger.changes.list(99)];
  const before = { told: await told(desk), facts: facts() };
  const code = await run(desk, argv);
  if (code !== 0) return { code, found: facts(), wanted: before.facts };
  const after = await told(desk);
  await desk.dun('undo', '--yes');
  const undone = await told(desk);
  await desk.dun('undo', '--redo');
  return { code, found: [undone, await told(desk)], wanted: [before.told, after] };
}

/** Two clients, three invoices, money, a promise and a dispute. */
async function aMonth(): Promise<Desk> {
  const desk = aDesk({ commands });
  desk.ledger.profile.save(profile);
  await fillDesk(desk);
  await desk.dun('pay', 'canal', '50', '--invoice', 'F-2026-046');
  await desk.dun('promise', 'add', 'roussel', '--amount', '420', '--on', 'vendredi');
  await desk.dun('dispute', 'open', 'canal', '--invoice', 'F-2026-047', '--words', 'prix', '--amount', '90');
  return desk;
}

const lines = fc.array(aLine, { minLength: 3, maxLength: 7, size: 'max' });

test('whatever is typed, commands agree on what is owed and kept, and what is refused leaves no trace', async () => {
  await fc.assert(
    fc.asyncProperty(lines, async (typed) => {
      const desk = await aMonth();
      for (const argv of typed) {
        const { code, found, wanted } = await traces(desk, argv);
        expect([0, 1, 2, 66]).toContain(code);
        expect(found).toEqual(wanted);
      }
      const { found, wanted } = await sums(desk);
      expect(found).toEqual(wanted);
      desk.ledger.close();
    }),
    { numRuns: 7 },
  );
});
