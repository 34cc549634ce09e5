import type { Context } from '../cli/context.ts';
import type { Client } from '../domain/client.ts';
import { DunError } from '../domain/errors.ts';

/** Names listed in an error; more would push the hint off the screen. */
const listed = 5;

/**
 * The client meant by any unambiguous part of a name, handle or invoice number (product 3). Several: a picker on a
 * terminal, else 66 with the candidates. None: 66 with the nearest names.
 */
export async function findClient(
  context: Pick<Context, 'ledger' | 'prompter' | 'words'>,
  text: string,
): Promise<Client> {
  const found = context.ledger.clients.find(text);
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return only;
  if (only === undefined) throw notFound(context, text);
  if (!context.prompter.isInteractive) {
    throw new DunError('client.ambiguous', 66, { text, candidates: nameList(found) });
  }
  return context.prompter.choose({
    message: context.words.label('client.which', { text }),
    choices: found.map((client) => ({ label: `${client.name} (${client.handle})`, value: client })),
  });
}

/** The client meant, or `undefined` when there is none such; ambiguity is still an error. */
export async function findClientOrNone(
  context: Pick<Context, 'ledger' | 'prompter' | 'words'>,
  text: string,
): Promise<Client | undefined> {
  return context.ledger.clients.find(text).length === 0 ? undefined : findClient(context, text);
}

function notFound(context: Pick<Context, 'ledger'>, text: string): DunError {
  const all = context.ledger.clients.all();
  if (all.length === 0) return new DunError('client.none_yet', 66, { text });
  const nearest = nearestTo(text, all);
  if (nearest.length === 0) return new DunError('client.unknown', 66, { text });
  return new DunError('client.unknown_near', 66, { text, candidates: nameList(nearest) });
}

function nameList(clients: readonly Client[]): string {
  const names = clients.slice(0, listed).map(({ name, handle }) => `${name} (${handle})`);
  return names.join(', ') + (clients.length > listed ? ' …' : '');
}

/** Clients whose name or handle is a few keystrokes from what was typed, nearest first. */
function nearestTo(text: string, clients: readonly Client[]): Client[] {
  const typed = fold(text);
  const limit = Math.max(1, Math.ceil(typed.length / 3));
  return clients
    .map((client) => ({ client, distance: distanceTo(typed, client) }))
    .filter(({ distance }) => distance <= limit)
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ client }) => client);
}

function distanceTo(typed: string, { name, handle }: Client): number {
  const words = fold(name).split(/[^a-z0-9]+/);
  return Math.min(...[fold(name), handle, ...words].filter(Boolean).map((word) => editDistance(typed, word)));
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}

/** Insertions, deletions and replacements that turn one word into the other. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [row, letter] of Array.from(a).entries()) {
    const current = [row + 1];
    for (let column = 0; column < b.length; column += 1) {
      const replaced = (previous[column] ?? 0) + (letter === b.charAt(column) ? 0 : 1);
      current.push(Math.min(replaced, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? a.length;
}
