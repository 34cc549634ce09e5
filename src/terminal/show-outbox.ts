import type { HeldBecause } from '../domain/held-message.ts';
import type { Message } from '../domain/outbox.ts';
import { isDue } from '../domain/outbox.ts';
import type { Words } from '../script/words.ts';
import { type StateView, whenText } from './message-state.ts';
import { showLine } from './show-line.ts';
import { show, type Style, wrap } from './style.ts';

export interface OutboxView extends StateView {
  readonly width: number;
  readonly style: Style;
  readonly nameOf: (clientId: number) => string;
  readonly handleOf: (clientId: number) => string;
  /** Messages that wait and are kept back, and why. */
  readonly held: ReadonlyMap<number, HeldBecause>;
}

type Part = 'uncertain' | 'failed' | 'queued' | 'sending' | 'drafts';
const parts: readonly Part[] = ['uncertain', 'failed', 'queued', 'sending', 'drafts'];

/** What waits for a decision first, then what waits for an hour; under each message why, and what to type. */
export function showOutbox(outbox: Readonly<Record<Part, readonly Message[]>>, view: OutboxView): string[] {
  const { words, style } = view;
  const blocks = parts
    .filter((part) => outbox[part].length > 0)
    .map((part) => [
      style.bold(words.label(`outbox.part.${part}`)),
      ...outbox[part].flatMap((message) => messageLines(part, message, view)),
    ]);
  if (blocks.length === 0) return [words.label('outbox.nothing_waits')];
  return blocks.flatMap((block, index) => (index === 0 ? block : ['', ...block]));
}

function messageLines(part: Part, message: Message, view: OutboxView): string[] {
  const { width, style, nameOf } = view;
  const head = [`#${message.id}`, show(nameOf(message.clientId), 30), show(message.to.join(', '), 60)].join(
    '  ',
  );
  const lines = [show(message.subject, Math.max(20, width - 4)), ...reasonLines(part, message, view)];
  const next = hintOf(part, message, view);
  return [
    `  ${style.accent(show(head, width - 2))}`,
    ...lines.flatMap((line) => wrap(line, width, '    ')),
    ...(next === null ? [] : wrap(`→ ${next}`, width, '    ').map(style.dim)),
  ];
}

function reasonLines(part: Part, message: Message, view: OutboxView): string[] {
  const { words } = view;
  const reason = message.error ?? '';
  const written = words.label('outbox.written', { when: whenText(message.createdAt, view) });
  if (part === 'drafts') return [written, show(message.receipt ?? '', 300)];
  if (part === 'sending') return [written];
  const held = view.held.get(message.id);
  if (held !== undefined) return [written, words.label(`outbox.held.${held}`, { id: message.id })];
  if (part === 'queued') return [`${written} · ${queuedText(message, view)}`, ...reasonOf(words, reason)];
  return [written, ...reasonOf(words, reason)];
}

function queuedText(message: Message, view: OutboxView): string {
  const { words, now } = view;
  if (message.nextAt === null || isDue(message, now)) return words.label('outbox.due_now');
  return words.label('outbox.waits_until', { when: whenText(message.nextAt, view) });
}

function reasonOf(words: Words, reason: string): string[] {
  return reason === '' ? [] : [showLine(words, 'outbox.reason', { reason })];
}

function hintOf(part: Part, { id, clientId }: Message, view: OutboxView): string | null {
  const { words, handleOf, held } = view;
  const values = { id, handle: handleOf(clientId) };
  if (held.has(id)) return showLine(words, 'outbox.next.held', values);
  switch (part) {
    case 'uncertain':
      return showLine(words, 'outbox.next.uncertain', values);
    case 'failed':
      return showLine(words, 'outbox.next.failed', values);
    case 'queued':
      return showLine(words, 'outbox.next.queued', values);
    case 'sending':
    case 'drafts':
      return null;
  }
}
