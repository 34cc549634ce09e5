import { type FactName, type Facts, isKnown, isOpenFact } from './facts.ts';

/** How firmly to speak. A file without a tone says the same as in the gentler one: final ← firm ← friendly. */
export type Tone = 'friendly' | 'firm' | 'final';
/** `formal` = vous, `familiar` = tu. English has one form. */
export type Register = 'formal' | 'familiar';

/** Every spoken line: the file `templates/<language>/call/<name with dashes>.txt` holds its words. */
export type LineName =
  | 'gatekeeper' | 'gatekeeper_bare' | 'gatekeeper_unnamed' | 'message_left' | 'message_left_bare'
  | 'voicemail' | 'voicemail_bare' | 'voicemail_unnamed' | 'voicemail_short'
  | 'identity' | 'identity_unnamed' | 'wrong_person' | 'callback_other' | 'callback_other_bare'
  | 'opening' | 'opening_undated' | 'opening_bare' | 'opening_direct' | 'opening_again'
  | 'ask' | 'ask_ahead' | 'ask_ahead_several' | 'ask_direct' | 'ask_several' | 'listen' | 'listen_bare'
  | 'paid' | 'fraud_alert' | 'duplicate' | 'duplicate_bare' | 'dispute' | 'cannot_pay' | 'approval'
  | 'evasive_1' | 'evasive_2' | 'evasive_3'
  | 'refusal' | 'anger' | 'boundary' | 'distress' | 'insolvency'
  | 'solution' | 'negotiate' | 'negotiate_whole' | 'negotiate_bare'
  | 'promise' | 'promise_bare' | 'plan' | 'plan_bare' | 'plan_too_long' | 'callback'
  | 'consequences' | 'consequences_bare'
  | 'summary' | 'summary_mine' | 'summary_callback' | 'summary_bare'
  | 'contacts' | 'close' | 'close_memo' | 'close_bare' | 'recentre' | 'recentre_bare' | 'guard'; // biome-ignore format: rows of names

export interface CatalogLine {
  /** Without these facts the line cannot be said; `otherwise` names the form that needs less. */
  readonly needs: readonly FactName[];
  readonly otherwise: LineName | null;
  /** Tones with words of their own, the gentlest first. */
  readonly tones: readonly Tone[];
  /** May be heard by a third party: nothing about the debt (practice B5). */
  readonly isBeforeIdentity: boolean;
  /** Said to somebody else than the contact: always vous. */
  readonly isFormalOnly: boolean;
}

const friendly: readonly Tone[] = ['friendly'];
const friendlyFirm: readonly Tone[] = ['friendly', 'firm'];
const allTones: readonly Tone[] = ['friendly', 'firm', 'final'];

function toContact(needs: readonly FactName[], tones: readonly Tone[], otherwise?: LineName): CatalogLine {
  return { needs, tones, otherwise: otherwise ?? null, isBeforeIdentity: false, isFormalOnly: false };
}

function toUnconfirmed(needs: readonly FactName[], otherwise?: LineName): CatalogLine {
  return {
    needs,
    tones: friendly,
    otherwise: otherwise ?? null,
    isBeforeIdentity: true,
    isFormalOnly: false,
  };
}

function toThirdParty(needs: readonly FactName[], otherwise?: LineName): CatalogLine {
  return { ...toUnconfirmed(needs, otherwise), isFormalOnly: true };
}

/** One entry a line, in the order of practice C3. `callback` to `summary_bare` may follow an unconfirmed identity. */
export const catalog: Readonly<Record<LineName, CatalogLine>> = {
  gatekeeper: toThirdParty(['contact_name', 'service'], 'gatekeeper_bare'),
  gatekeeper_bare: toThirdParty(['contact_name'], 'gatekeeper_unnamed'),
  gatekeeper_unnamed: toThirdParty([]),
  message_left: toThirdParty(['contact_name', 'me_phone'], 'message_left_bare'),
  message_left_bare: toThirdParty([]),
  voicemail: toUnconfirmed(['contact_name', 'service', 'hour', 'me_phone'], 'voicemail_bare'),
  voicemail_bare: toUnconfirmed(['contact_name', 'hour', 'me_phone'], 'voicemail_unnamed'),
  voicemail_unnamed: toUnconfirmed(['hour', 'me_phone'], 'voicemail_short'),
  voicemail_short: toUnconfirmed([]),
  identity: toUnconfirmed(['contact_name'], 'identity_unnamed'),
  identity_unnamed: toUnconfirmed([]),
  wrong_person: toThirdParty([]),
  callback_other: toThirdParty(['contact_name'], 'callback_other_bare'),
  callback_other_bare: toThirdParty([]),
  opening: toContact(['service', 'delivered_on'], friendly, 'opening_undated'),
  opening_undated: toContact(['service'], friendly, 'opening_bare'),
  opening_bare: toContact([], friendly),
  opening_direct: toContact(['last_promise_amount', 'last_promise_date'], allTones, 'opening_again'),
  opening_again: toContact(['invoice_no'], friendlyFirm),
  ask: toContact(['invoice_no', 'balance', 'due_date'], allTones),
  // Nothing is late yet: what is asked is whether it is on its way (practice D5, rung 0).
  ask_ahead: toContact(['invoice_no', 'balance', 'due_date'], friendly),
  ask_ahead_several: toContact(['invoice_count', 'total_overdue'], friendly, 'ask_ahead'),
  ask_direct: toContact(['invoice_no', 'balance'], allTones),
  ask_several: toContact(['invoice_count', 'total_overdue'], allTones, 'ask'),
  listen: toContact(['cause_note'], friendly, 'listen_bare'),
  listen_bare: toContact([], friendly),
  paid: toContact([], friendly),
  fraud_alert: toContact([], friendly),
  duplicate: toContact(['contact_email'], friendly, 'duplicate_bare'),
  duplicate_bare: toContact([], friendly),
  dispute: toContact([], friendlyFirm),
  cannot_pay: toContact(['balance'], friendly),
  approval: toContact([], friendlyFirm),
  evasive_1: toContact([], friendlyFirm),
  evasive_2: toContact(['d1', 'd2'], friendlyFirm),
  evasive_3: toContact(['next_step', 'follow_up_date'], friendlyFirm),
  refusal: toContact([], friendlyFirm),
  anger: toUnconfirmed([]),
  boundary: toUnconfirmed([]),
  distress: toContact(['follow_up_date'], friendly),
  insolvency: toContact([], friendly),
  solution: toContact([], friendlyFirm),
  negotiate: toContact(['rung_amount', 'rung_date', 'rest_date'], friendlyFirm, 'negotiate_whole'),
  negotiate_whole: toContact(['rung_amount', 'rung_date'], friendlyFirm, 'negotiate_bare'),
  negotiate_bare: toContact([], friendlyFirm),
  promise: toContact(['iban_last4', 'reference'], friendlyFirm, 'promise_bare'),
  promise_bare: toContact([], friendlyFirm),
  plan: toContact(['first_date', 'last_date'], friendly, 'plan_bare'),
  plan_bare: toContact([], friendly),
  plan_too_long: toContact(['end_month', 'limit'], friendly, 'plan_bare'),
  callback: toUnconfirmed([]),
  consequences: toContact(['step', 'deadline'], allTones, 'consequences_bare'),
  consequences_bare: toContact([], friendlyFirm),
  summary: toContact(['client_actions', 'my_actions'], friendly, 'summary_mine'),
  summary_mine: toContact(['my_actions'], friendly, 'summary_callback'),
  summary_callback: toUnconfirmed(['callback_at'], 'summary_bare'),
  summary_bare: toUnconfirmed([]),
  contacts: toUnconfirmed([]),
  close: toContact(['contact_email', 'promised_amount', 'promised_date'], friendlyFirm, 'close_memo'),
  close_memo: toUnconfirmed(['contact_email'], 'close_bare'),
  close_bare: toUnconfirmed([]),
  recentre: toContact(['parked_topics', 'invoice_no'], friendly, 'recentre_bare'),
  recentre_bare: toUnconfirmed([]),
  guard: toContact(['invoice_no'], friendlyFirm),
};

export function isLineName(text: string): text is LineName {
  return Object.hasOwn(catalog, text);
}

export function lineNames(): LineName[] {
  return Object.keys(catalog).filter(isLineName);
}

/** May a template of this line mention the fact? Before identity is confirmed nothing about the debt (practice B5). */
export function mayMention(line: LineName, fact: FactName): boolean {
  return !catalog[line].isBeforeIdentity || isOpenFact(fact);
}

/** The first form of the line whose facts are all known. A `RangeError` when a fact that is always known is missing. */
export function lineFor(name: LineName, facts: Facts): LineName {
  let form: LineName | null = name;
  while (form !== null) {
    const line: CatalogLine = catalog[form];
    if (line.needs.every((fact) => isKnown(facts, fact))) return form;
    form = line.otherwise;
  }
  throw new RangeError(`no form of the line ${name} fits the facts ${Object.keys(facts).join(', ')}`);
}
