import type { Context } from '../cli/context.ts';
import type { Client } from '../domain/client.ts';
import { change } from './prep-ask.ts';
import { proposedDraft } from './prep-draft.ts';
import { prepare } from './prep-page.ts';

/** What may still be settled on the screen before dialling (practice C4 PREFLIGHT). */
export type Settling = 'objective' | 'opening' | 'voicemail';

const actions = { objective: 'goal', opening: 'opening', voicemail: 'voicemail' } as const;

/** Asks for one thing of the prep and keeps it, so that the call is held with it. */
export async function settleBeforeDialling(context: Context, client: Client, what: Settling): Promise<void> {
  const prepared = await prepare(context, client);
  const draft = proposedDraft(prepared);
  await change(context, prepared, { action: actions[what], draft });
}
