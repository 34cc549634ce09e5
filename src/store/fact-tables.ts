/** Tables whose rows are numbered by this program. A number that was given once is never given again. */
const numbered = new Set([
  'profiles', 'settings', 'clients', 'contacts', 'invoices', 'credit_notes', 'payments', 'preps', 'calls', 'promises',
  'promise_changes', 'disputes', 'commitments', 'messages', 'payment_claims', 'circuits', 'documents_sent',
  'announcements', 'insolvency_notices', 'objections', 'objection_wordings', 'objection_uses', 'rehearsals',
  'replies',
]); // biome-ignore format: rows of names

/**
 * Tables of which each new row belongs to a change that can be taken back. Not among them: what belongs to a row of its
 * own (`dependants`), a call that was started (it belongs when it is finished), preps and rehearsals, which change
 * nothing that is owed or agreed.
 */
const facts = new Set([
  'profiles', 'settings', 'clients', 'contacts', 'invoices', 'credit_notes', 'payments', 'payment_reversals',
  'promises', 'promise_changes', 'disputes', 'dispute_closings', 'commitments', 'commitment_closings', 'messages',
  'payment_claims', 'circuits', 'documents_sent', 'announcements', 'insolvency_notices', 'objections',
  'objection_wordings', 'objection_uses', 'reviews', 'imports', 'replies', 'reply_readings',
]); // biome-ignore format: rows of names

export function isNumbered(table: string): boolean {
  return numbered.has(table);
}

export function isFact(table: string): boolean {
  return facts.has(table);
}

/** Rows that are nothing without another row: they leave and come back with it. */
export interface Dependant {
  readonly table: string;
  /** The column that names the row they belong to. */
  readonly column: string;
}

const none: readonly Dependant[] = [];

export const dependants: Readonly<Record<string, readonly Dependant[]>> = {
  clients: [
    { table: 'preps', column: 'client_id' },
    { table: 'rehearsals', column: 'client_id' },
  ],
  calls: [
    { table: 'call_outcomes', column: 'call_id' },
    { table: 'call_events', column: 'call_id' },
    { table: 'call_drafts', column: 'call_id' },
  ],
  promises: [{ table: 'promise_parts', column: 'promise_id' }],
};

export function dependantsOf(table: string): readonly Dependant[] {
  return dependants[table] ?? none;
}
