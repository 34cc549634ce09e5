/**
 * What the other side of the line may have to say: a heading of `templates/<language>/rehearse/<persona>.txt`, or of
 * `common.txt` when the persona has no words of its own for it.
 */
export const situations = [
  // On the way to the right person
  'picks_up', 'desk', 'gives_extension', 'gives_hours', 'puts_through', 'away', 'refuses', 'takes_message', 'desk_details',
  'machine', 'rings_out', 'is_me', 'someone_else', 'handles_it', 'pleased', 'not_pleased',
  // The invoice, and why it is not paid
  'hesitates', 'date_at_once', 'attacks', 'forgot', 'vague', 'disputes', 'short_of_cash', 'not_received',
  // What each branch asks
  'not_paid', 'gives_address', 'copy_received', 'point', 'part_fine', 'part_amount', 'remedy', 'settle_days', 'no_dispute',
  'shortfall', 'change', 'in_parts', 'can_pay', 'approver', 'no_refusal', 'rages', 'insults', 'calms',
  'calm', 'all_well', 'no_court',
  // Money and days
  'vague_again', 'names_day', 'pays_today', 'offers_day', 'accepts', 'declines', 'gives_amount_and_day', 'ten_a_month',
  'plan_offer', 'first_payment', 'agreed', 'turns',
  // The end
  'gives_hour', 'gives_number', 'gives_name', 'agrees', 'corrects', 'same_details', 'goodbye',
  // After a key that does not fit what they said: before the invoice was named, and after
  'pardon', 'sticks',
] as const; // biome-ignore format: rows of names

export type Situation = (typeof situations)[number];

/** What counts as having heard it: the name of a choice, `Space`, `b`, hanging up, or a jump to a state by its letters. */
export type Fit = string;

/** What the simulated client says in a state, and the answers of the user that fit it; none: nothing to be judged. */
export interface Move {
  readonly says: Situation;
  readonly fits: readonly Fit[];
}
