import type { Command } from 'commander';
import type { ChangedFact, CommandHost, Context, LedgerChange } from '../cli/context.ts';
import { DunError } from '../domain/errors.ts';
import { showChanges, showUndone } from '../terminal/show-change.ts';
import { describe } from './describe.ts';
import { jsonMoment, jsonMoney } from './json-values.ts';

export interface UndoOptions {
  readonly list?: boolean;
  readonly redo?: boolean;
  readonly yes?: boolean;
}

type Services = Pick<Context, 'ledger' | 'words' | 'output' | 'prompter' | 'today' | 'isJson' | 'isEarlier'>;
type Run = (context: Services, options: UndoOptions) => Promise<void>;

/** Changes that `--list` shows. */
const listed = 10;

/** `dun undo`: takes back the last change, recorded, not erased (product 3). */
export function registerUndo(program: Command, host: CommandHost, run: Run = runUndo): void {
  const flags = ['--list', '--redo', '--yes'];
  describe(program.command('undo'), host, { key: 'undo', flags }).action(async (options: UndoOptions) =>
    run(await host.context(), options),
  );
}

async function runUndo(context: Services, options: UndoOptions): Promise<void> {
  if (options.list === true || context.isEarlier) return list(context);
  return options.redo === true ? redo(context) : undo(context, options.yes === true);
}

function list({ ledger, output, words, today, isJson }: Services): void {
  const changes = ledger.changes.list(listed);
  if (isJson) return output.json({ schema: 'dun.undo/1', today, items: changes.map(itemOf) });
  if (changes.length === 0) output.note(words.label('undo.none_yet'));
  for (const line of showChanges(changes, { words, output })) output.line(line);
}

async function undo(context: Services, isYes: boolean): Promise<void> {
  const { ledger, output, words, prompter, today, isJson } = context;
  const change = ledger.changes.undoable();
  if (change === undefined) throw new DunError('undo.nothing', 1);
  const view = { words };
  // The question names what goes; without it the answer does.
  const isAsked = prompter.isInteractive && !isYes && !isJson;
  if (isAsked) {
    for (const line of showUndone(change, { ...view, key: 'undo.ask' })) output.line(line);
    if (!(await prompter.confirm({ message: words.label('undo.sure') }))) {
      output.note(words.label('undo.left'));
      return;
    }
  }
  ledger.changes.undo(change.id);
  if (isJson)
    return output.json({ schema: 'dun.undo/1', today, items: [{ ...itemOf(change), isUndone: true }] });
  if (isAsked) output.line(words.label('undo.taken'));
  else for (const line of showUndone(change, { ...view, key: 'undo.done' })) output.line(line);
  output.note(words.label('undo.way_back'));
}

function redo({ ledger, output, words, today, isJson }: Services): void {
  const change = ledger.changes.redoable();
  if (change === undefined) throw new DunError('undo.nothing_to_redo', 1);
  ledger.changes.redo(change.id);
  if (isJson)
    return output.json({ schema: 'dun.undo/1', today, items: [{ ...itemOf(change), isUndone: false }] });
  for (const line of showUndone({ ...change, kept: [] }, { words, key: 'undo.redone' })) output.line(line);
}

function itemOf({ id, what, madeAt, isUndone, facts, kept }: LedgerChange) {
  const fact = ({ kind, client, text, amount, on }: ChangedFact) => ({
    kind,
    client,
    text,
    amount: amount === null ? null : jsonMoney(amount),
    on,
  });
  return {
    id,
    at: jsonMoment(madeAt),
    command: what,
    isUndone,
    facts: facts.map(fact),
    kept: kept.map(fact),
  };
}
