import type { Terminal } from './terminal.ts';

/** One key press (or typed word with Enter) of a call, the text that shows it was taken, and what the journal then holds. */
export interface StoryStep {
  readonly id: string;
  /** On the screen when the key is awaited. */
  readonly prompt: RegExp;
  readonly keys: string;
  /** The saved event, matched against the last one in the journal. */
  readonly event: Readonly<Record<string, string>>;
}

/** A call that ends in a promise of the full amount: every prompt of it, in French. */
export const promiseStory: readonly StoryStep[] = [
  { id: 'dial', prompt: /Espace appeler · f/, keys: ' ', event: { type: 'proceed' } },
  { id: 'person', prompt: /Qui répond/, keys: '1', event: { type: 'choose', choice: 'person' } },
  { id: 'identity', prompt: /avant tout chiffre/, keys: '1', event: { type: 'choose', choice: 'yes' } },
  { id: 'opening', prompt: /sur le travail/, keys: '1', event: { type: 'choose', choice: 'fine' } },
  { id: 'ask', prompt: /puis se taire/, keys: '1', event: { type: 'choose', choice: 'date_at_once' } },
  { id: 'amount', prompt: /Montant ›/, keys: 't', event: { type: 'fill', field: 'amount', value: '84000' } },
  {
    id: 'day',
    prompt: /Quel jour ›/,
    keys: 'vendredi\r',
    event: { type: 'fill', field: 'day', value: '2026-06-05' },
  },
  { id: 'account', prompt: /à lire/, keys: '3', event: { type: 'choose', choice: 'account_read' } },
  { id: 'promise', prompt: /lu ✓/, keys: ' ', event: { type: 'proceed' } },
  { id: 'summary', prompt: /Qui fait quoi/, keys: '1', event: { type: 'choose', choice: 'agreed' } },
  { id: 'contacts', prompt: /Rester joignable/, keys: ' ', event: { type: 'proceed' } },
  { id: 'close', prompt: /annoncer le message/, keys: ' ', event: { type: 'proceed' } },
  { id: 'wrapup', prompt: /tant que c'est frais/, keys: ' ', event: { type: 'proceed' } },
  { id: 'review', prompt: /Un regard en arrière/, keys: ' ', event: { type: 'proceed' } },
];

/**
 * Plays the story from a step on, up to but not including another; leaves the prompt of the latter on the screen.
 * `typed` keys of the first step stand on the input line already.
 */
export async function playStory(
  terminal: Terminal,
  { from, to, typed = 0 }: { readonly from: number; readonly to: number; readonly typed?: number },
): Promise<void> {
  for (const [index, step] of promiseStory.slice(from, to).entries()) {
    await terminal.see(step.prompt);
    terminal.press(index === 0 ? step.keys.slice(typed) : step.keys);
  }
}
