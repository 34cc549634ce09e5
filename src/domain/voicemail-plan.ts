import type { Contact } from './client.ts';
import { heldBy } from './history.ts';
import type { Occasion } from './slot.ts';
import type { Standing } from './standing.ts';

/** What to do when the machine answers. */
export type VoicemailPlan = 'leave' | 'skip';

/** Two messages to one contact, then another route: a third only wears them out (practice D1, B5). */
export function voicemailPlan(
  standing: Standing,
  contact: Contact | undefined,
  { today, rules }: Pick<Occasion, 'today' | 'rules'>,
): VoicemailPlan {
  const attempts = heldBy(standing, today);
  const left = attempts
    .slice(attempts.findLastIndex(({ reach }) => reach === 'person') + 1)
    .filter(({ contactId }) => contactId === null || contactId === (contact?.id ?? null))
    .filter(({ outcomes }) => outcomes.some(({ outcome }) => outcome === 'voicemail'));
  return left.length < rules.voicemailsPerContact ? 'leave' : 'skip';
}
