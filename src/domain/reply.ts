import type { Day } from './day.ts';

/**
 * What a mail that came back on one of ours says: `agreed` = yes to the promise in so many words, `answer` = anything a
 * person wrote, to be read; `automatic` = a machine, `bounce` = refused for good, `delayed` = still being tried.
 */
export type ReplyKind = 'agreed' | 'answer' | 'automatic' | 'bounce' | 'delayed';

/** What the user made of an answer. */
export type ReplyMeaning = 'confirms' | 'other';

/** What the rules need of a reply; its bytes stay in the store. */
export interface ReplyRecord {
  readonly id: number;
  /** The message it answers. */
  readonly messageId: number;
  readonly kind: ReplyKind;
  readonly from: string;
  /** Of a bounce or a delay: the address it speaks of. */
  readonly failedAddress: string | null;
  readonly on: Day;
  readonly at: number;
  readonly subject: string;
  /** Their own words, or those of the server. */
  readonly words: string;
  readonly reading: { readonly meaning: ReplyMeaning; readonly on: Day } | null;
  readonly recordedAt: number;
}

/** An answer that nobody has read yet. */
export function isUnread({ kind, reading }: ReplyRecord): boolean {
  return kind === 'answer' && reading === null;
}

/** Did a person write it? */
export function isWritten({ kind }: ReplyRecord): boolean {
  return kind === 'agreed' || kind === 'answer';
}
