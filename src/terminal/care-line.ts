import type { OutboxCare } from '../domain/outbox-care.ts';
import type { Words } from '../script/words.ts';
import { showCount } from './show-line.ts';

const kinds = ['uncertain', 'failed', 'due', 'held'] as const;

/** What the outbox asks for, in a line; `null` when it asks for nothing. */
export function careLine(care: OutboxCare, words: Words): string | null {
  const parts = kinds
    .filter((kind) => care[kind] > 0)
    .map((kind) => showCount(words, `outbox.care.${kind}`, { count: care[kind] }));
  return parts.length === 0 ? null : words.label('outbox.care', { what: parts.join(', ') });
}
