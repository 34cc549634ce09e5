import type { Context } from '../cli/context.ts';
import type { Client } from '../domain/client.ts';
import { openBalances } from '../domain/history.ts';
import { type RankedObjection, rankObjections } from '../domain/objection.ts';
import type { Language } from '../domain/profile.ts';
import { type Answering, answerTo, claimFacts, objectionWords } from '../script/objections.ts';
import { showObjections } from '../terminal/show-objection.ts';
import { findClient } from './find-client.ts';

export interface ListOptions {
  readonly client?: string;
  readonly all?: boolean;
}

type Services = Pick<
  Context,
  'ledger' | 'words' | 'script' | 'output' | 'prompter' | 'language' | 'rules' | 'today' | 'isJson'
>;

/**
 * The objections to expect, the likeliest first, with their answers: in the client's language and form of address when one
 * is named, else in the user's. The first ten (practice 000-35), as JSON all of them.
 */
export async function listObjections(context: Services, { client: text, all }: ListOptions): Promise<void> {
  const { ledger, output, rules, today, isJson } = context;
  const kept = rules.objectionsKept;
  const client = text === undefined ? undefined : await findClient(context, text);
  const ranked = rankObjections(ledger.objections.uses(), ledger.objections.own(), client?.id ?? null);
  const answering = answeringFor(context, client);
  if (isJson) {
    const items = ranked.map((one) => objectionItem(one, answering, context));
    return output.json({ schema: 'dun.objection/1', today, client: client?.name ?? null, items });
  }
  const shown = all === true ? ranked : ranked.filter((one, index) => index < kept || isOwnOrHeard(one));
  const rows = shown.map((one) => ({ one, answer: answerTo(one, answering) }));
  const view = { ...context, answered: answering.script.language, client: client?.name ?? null };
  for (const line of showObjections(rows, ranked.length - shown.length, view)) output.line(line);
}

// The user's own are few and wanted: they can be changed by their number only.
function isOwnOrHeard({ own, clientCount }: RankedObjection): boolean {
  return own !== null || clientCount > 0;
}

function answeringFor({ ledger, script, language, today }: Services, client: Client | undefined): Answering {
  if (client === undefined) return { script: script(language), facts: {}, register: 'formal' };
  const [oldest] = openBalances(ledger.standings.one(client.id), today);
  const facts = oldest === undefined ? {} : claimFacts(oldest, client.language);
  return { script: script(client.language), facts, register: client.register };
}

interface ObjectionItem {
  readonly key: string;
  readonly id: number | null;
  readonly words: string;
  readonly obtain: readonly string[];
  readonly answer: string | null;
  readonly language: Language;
  readonly leadsTo: string | null;
  readonly cause: string | null;
  readonly count: number;
  readonly clientCount: number;
  readonly clientLastOn: string | null;
  readonly worked: number;
  readonly judged: number;
}

function objectionItem(one: RankedObjection, answering: Answering, { words }: Services): ObjectionItem {
  const { they, obtain } = objectionWords(one, words);
  const answer = answerTo(one, answering);
  const { key, own, to, cause, count, clientCount, clientLastOn, worked, judged } = one;
  return {
    key,
    id: own?.id ?? null,
    words: they,
    obtain,
    answer: answer.length === 0 ? null : answer.join(' '),
    language: answering.script.language,
    leadsTo: to,
    cause,
    count,
    clientCount,
    clientLastOn,
    worked,
    judged,
  };
}
