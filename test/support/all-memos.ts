import { draftOf, type PreparedMemo } from '../../src/commands/memo-draft.ts';
import { prepareReminder } from '../../src/commands/memo-reminder.ts';
import { prepareThanks } from '../../src/commands/memo-thanks.ts';
import type { MemoKind, Outcome } from '../../src/domain/attempt.ts';
import type { Client } from '../../src/domain/client.ts';
import { day } from '../../src/domain/day.ts';
import type { NewMessage } from '../../src/domain/outbox.ts';
import type { Language, Profile } from '../../src/domain/profile.ts';
import type { Standing } from '../../src/domain/standing.ts';
import { composer } from '../../src/mail/compose.ts';
import { anAttempt, anOutcome, aPayment, aPromise } from './a-standing.ts';
import { aDesk } from './memo-services.ts';
import { aStory, type Episode, episodes, first, second, tell } from './memo-stories.ts';

/** A memo as it leaves. */
export interface WrittenMemo {
  readonly name: string;
  readonly prepared: PreparedMemo;
  readonly message: NewMessage;
}

export const memoKinds = Object.keys(episodes).filter((name): name is MemoKind => name in episodes);

/** One memo of each kind, one with all that a call can bring, and one in which every word is long: built, not sent. */
export async function allMemos(
  language: Language,
  profile: Partial<Profile> = {},
  register: Client['register'] = 'formal',
): Promise<WrittenMemo[]> {
  const client = { language, register };
  const { context } = aDesk({ language });
  let count = 0;
  const compose = composer({
    settings: () => new Map(),
    now: () => Date.UTC(2026, 5, 9, 8, 30),
    newId: () => `00000000-0000-4000-8000-${String((count += 1)).padStart(12, '0')}`,
  });
  const episode = (kind: MemoKind, invoiceId: number): Episode[] => {
    const made = episodes[kind]?.(invoiceId);
    return made === undefined ? [] : [made];
  };
  const told = async (name: string, all: readonly Episode[]): Promise<[string, PreparedMemo][]> =>
    (await tell(aStory(all, { client, profile }))).map((memo) => [`${name}-${memo.reader}`, memo]);
  const memos: [string, PreparedMemo][] = [];
  for (const kind of memoKinds) memos.push(...(await told(kind, episode(kind, 101))));
  const many = ['final_notice', 'instalment_plan', 'duplicate_sent', 'callback_agreed'] as const;
  memos.push(
    ...(await told(
      'many',
      many.flatMap((kind, index) => episode(kind, index === 0 ? 101 : 102)),
    )),
  );
  memos.push(['voicemail', await afterwards('voicemail', client, {})]);
  const missed = aPromise('2026-05-26', '2026-05-28', { id: 200, callId: 3 });
  memos.push(['broken', await afterwards('no_answer', client, { promises: [missed] })]);
  const paid = { invoices: [first], payments: [aPayment(101, '2026-06-08', 840)] };
  const { request } = aStory([], { client, profile, standing: paid });
  memos.push(['thanks', prepareThanks(context, request.standing, undefined)]);
  const late = aStory([], { client, profile, standing: { attempts: [] } }).request;
  const files = { ...context.files, read: async () => new Uint8Array([37, 80, 68, 70]) };
  const desk = { ...context, files, profile: () => late.profile };
  memos.push(['reminder', await prepareReminder(desk, late.standing, {})]);
  return Promise.all(
    memos.map(async ([name, prepared]) => {
      return { name, prepared, message: await compose(draftOf(context, prepared)) };
    }),
  );
}

async function afterwards(
  outcome: Outcome,
  client: Partial<Client>,
  change: Partial<Standing>,
): Promise<PreparedMemo> {
  const outcomes = [anOutcome({ outcome, followUpOn: day('2026-06-10') })];
  const reach = outcome === 'voicemail' ? 'voicemail' : 'no_answer';
  const { source, request } = aStory([{ outcomes, marks: [] }], { client, attempt: { reach } });
  const attempts = [anAttempt('2026-05-26', { id: 3 }), source.attempt];
  const standing = { ...request.standing, attempts, invoices: [first, second], ...change };
  const [memo] = await tell({ source: { ...source, standing }, request: { ...request, standing } });
  if (memo === undefined) throw new Error(`nothing is written after ${outcome}`);
  return memo;
}
