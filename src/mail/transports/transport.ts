import type { ErrorValues } from '../../domain/errors.ts';
import type { Message } from '../../domain/outbox.ts';

/** What became of a message that was handed over. `lost` = the connection broke; the phase tells what that means. */
export type Handed =
  | { readonly kind: 'accepted'; readonly receipt: string }
  | { readonly kind: 'written'; readonly path: string }
  | { readonly kind: 'deferred'; readonly error: string }
  | { readonly kind: 'refused'; readonly error: string }
  | { readonly kind: 'lost'; readonly error: string }
  /** A wrong setting: `key` is the label that names it. */
  | { readonly kind: 'set_up'; readonly error: string; readonly key: string; readonly values: ErrorValues };

/** What a transport may tell while it works, and hear. */
export interface Progress {
  /** Must be called, and must have returned, before the first byte of the message leaves. */
  readonly bodyStarts: () => void;
  /** Aborted by Ctrl-C: the transport answers `lost` at once. */
  readonly signal?: AbortSignal | undefined;
}

/** Hands stored bytes over as they are. Never throws for what a server or a file system says: it answers. */
export interface Transport {
  hand(message: Message, progress: Progress): Promise<Handed>;
}
