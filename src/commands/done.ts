import type { Command } from 'commander';
import type { CommandHost, Context } from '../cli/context.ts';
import type { OwnCommitment } from '../domain/attempt.ts';
import type { Day } from '../domain/day.ts';
import { formatDay } from '../domain/day-words.ts';
import { DunError } from '../domain/errors.ts';
import { fold } from '../domain/fold.ts';
import type { Standing } from '../domain/standing.ts';
import { showLine } from '../terminal/show-line.ts';
import { showCommitments } from '../terminal/show-commitment.ts';
import { describe } from './describe.ts';
import { findClient } from './find-client.ts';
import { jsonHour } from './json-values.ts';
import { readPastDay } from './read-values.ts';

export interface DoneOptions {
  readonly client?: string;
  readonly text?: string;
  readonly on?: string;
  readonly all?: boolean;
}

interface Kept {
  readonly standing: Standing;
  readonly commitment: OwnCommitment;
}

type Services = Pick<
  Context,
  'ledger' | 'words' | 'output' | 'prompter' | 'language' | 'today' | 'isJson' | 'isEarlier'
>;
type Run = (context: Services, options: DoneOptions) => Promise<void>;

/** `dun done [CLIENT] [TEXT]`: what the user promised, and that it is done. */
export function registerDone(program: Command, host: CommandHost, run: Run = runDone): void {
  const command = program.command('done [client] [text...]');
  describe(command, host, { key: 'done', flags: ['--on <day>', '--all'] }).action(
    async (client: string | undefined, text: string[], typed: Pick<DoneOptions, 'on' | 'all'>) =>
      run(await host.context(), {
        ...(client === undefined ? {} : { client }),
        ...(text.length === 0 ? {} : { text: text.join(' ') }),
        ...typed,
      }),
  );
}

async function runDone(context: Services, options: DoneOptions): Promise<void> {
  const { ledger, isJson, isEarlier } = context;
  const client = options.client === undefined ? undefined : await findClient(context, options.client);
  const isList = client === undefined || options.all === true || isEarlier || isJson;
  const standings = client === undefined ? ledger.standings.all() : [ledger.standings.one(client.id)];
  if (isList && options.text === undefined) return list(context, standings, options.all === true);
  const [standing] = standings;
  if (standing !== undefined) await mark(context, standing, options);
}

function list(context: Services, standings: readonly Standing[], isAll: boolean): void {
  const { output, words, today, isJson } = context;
  const rows = standings
    .flatMap((standing) =>
      standing.commitments
        .filter((commitment) => isAll || isOpen(commitment, today))
        .map((commitment) => ({ standing, commitment })),
    )
    .toSorted((a, b) => (a.commitment.dueOn < b.commitment.dueOn ? -1 : 1));
  if (isJson)
    return output.json({ schema: 'dun.done/1', today, items: rows.map((row) => itemOf(row, today)) });
  if (rows.length === 0) output.note(words.label('done.none'));
  for (const line of showCommitments(rows, context)) output.line(line);
}

function isOpen({ doneOn }: OwnCommitment, today: Day): boolean {
  return doneOn === null || doneOn > today;
}

function itemOf({ standing, commitment }: Kept, today: Day) {
  const { name, handle } = standing.client;
  const { id, text, dueOn, dueAt, doneOn } = commitment;
  const isLate = isOpen(commitment, today) && dueOn < today;
  return { id, client: name, handle, text, dueOn, dueAt: jsonHour(dueAt), isLate, doneOn };
}

async function mark(context: Services, standing: Standing, options: DoneOptions): Promise<void> {
  const { ledger, output, words, today, language, isJson } = context;
  const commitment = await findCommitment(context, standing, options.text);
  const on = options.on === undefined ? today : readPastDay({ flag: '--on', text: options.on }, context);
  const done = ledger.commitments.done(commitment.id, on);
  if (isJson) {
    const items = [itemOf({ standing, commitment: done }, today)];
    return output.json({ schema: 'dun.done/1', today, items });
  }
  const values = { client: standing.client.name, text: done.text, day: formatDay(on, language, 'long') };
  output.line(showLine(words, 'done.marked', values));
}

/**
 * The open commitment meant: the only one, or the one that says what was typed, or `#3`. Several: a picker on a
 * terminal, else DunError 66 with the candidates.
 */
async function findCommitment(
  { words, prompter, today }: Services,
  { client, commitments }: Standing,
  text: string | undefined,
): Promise<OwnCommitment> {
  const { name, handle } = client;
  const open = commitments.filter((commitment) => isOpen(commitment, today));
  if (open.length === 0) throw new DunError('done.none_open', 66, { client: name, handle });
  const fits = open.filter((one) => text === undefined || isMeant(one, text));
  const [only, ...others] = fits;
  const candidates = (all: readonly OwnCommitment[]) =>
    all.map((one) => `#${one.id} ${one.text}`).join(' · ');
  if (only === undefined)
    throw new DunError('done.unknown', 66, { client: name, text: text ?? '', candidates: candidates(open) });
  if (others.length === 0) return only;
  if (prompter.isInteractive) {
    const choices = fits.map((value) => ({ label: `#${value.id} ${value.text}`, value }));
    return prompter.choose({ message: words.label('done.which'), choices });
  }
  throw new DunError('done.several', 66, { client: name, handle, id: only.id, candidates: candidates(fits) });
}

function isMeant({ id, text }: OwnCommitment, typed: string): boolean {
  const number = /^#(\d{1,9})$/.exec(typed.trim())?.[1];
  return number === undefined ? fold(text).includes(fold(typed)) : id === Number(number);
}
