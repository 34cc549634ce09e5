import type { Contact } from './client.ts';
import type { Day } from './day.ts';
import type { HeardBefore } from './excuses.ts';
import type { Detail } from './objective.ts';
import type { Profile } from './profile.ts';
import type { Occasion } from './slot.ts';
import type { Standing } from './standing.ts';
import type { VoicemailPlan } from './voicemail-plan.ts';

/** `stop` is confirmed twice before dialling, `think` is read, `complete` can be mended (practice D10). */
export type WarningLevel = 'stop' | 'think' | 'complete';

/** What is amiss; the words are labels `prep.warn.<code>`. */
export type WarningCode =
  | 'nothing_open' | 'insolvent' | 'paused' | 'promise_running' | 'talked_today' | 'never_hours' | 'not_due'
  | 'consumer_reminder' | 'own_overdue' | 'dispute_late' | 'dispute_open' | 'hidden_dispute' | 'last_chance'
  | 'ground_open' | 'trigger' | 'second_duplicate' | 'side_promise' | 'avoided_hours' | 'credit' | 'attempts_week' | 'ending'
  | 'no_contact' | 'no_number' | 'no_email' | 'bad_address' | 'release_unknown' | 'no_file' | 'no_iban' | 'no_names' | 'unverified'
  | 'lawyer_only' | 'limitation' | 'trigger_unready' | 'memo_unsent' | 'no_answer' | 'prep_missing' | 'prep_old' | 'no_opening' | 'no_minimum' | 'new_order' | 'decider_first'
  | 'no_voicemail_plan'; // biome-ignore format: a table of names

export interface Warning extends Detail {
  readonly level: WarningLevel;
  readonly code: WarningCode;
  /** Where a figure of the law comes from, with the date of the table. */
  readonly basis?: string;
}

/** What of an earlier prep the rules read. */
export interface LastPrep {
  readonly on: Day;
  readonly objectiveMin: string;
  readonly opening: string | null;
  readonly voicemailPlan: VoicemailPlan;
  readonly answers: Readonly<Record<string, string>>;
  readonly recordedAt: number;
}

export interface WarningFacts {
  readonly standing: Standing;
  readonly profile: Profile | undefined;
  readonly contact: Contact | undefined;
  readonly lastPrep: LastPrep | undefined;
  readonly occasion: Occasion;
  /** Left out: nothing was heard. */
  readonly heard?: HeardBefore;
}
