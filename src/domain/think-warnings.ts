import { contactName } from './client.ts';
import { fruitlessCount, needsGroundDecision, triggers } from './litigation.ts';
import { nothingHeard } from './excuses.ts';
import { fold } from './fold.ts';
import { heldBy, openBalances, openCommitments } from './history.ts';
import { nearestLimitation } from './limitation.ts';
import type { Detail } from './objective.ts';
import type { Warning, WarningFacts } from './warning-facts.ts';

/** What a rule answers with: what its words mention. */
export type Told = Omit<Warning, 'level' | 'code'>;

const lawyer =
  /(?<!\p{L})(?:avocate?s?|lawyers?|solicitors?|attorneys?|conseil juridique|legal counsel)(?!\p{L})/u;

/**
 * They want to be spoken to through their lawyer: heard in a contact since the oldest open invoice, and nothing agreed
 * with them since. Read from the note, so the words stand beside it.
 */
export function lawyerOnly({ standing, occasion }: WarningFacts): Told | undefined {
  const since = openBalances(standing, occasion.today)[0]?.invoice.issuedOn;
  if (since === undefined) return undefined;
  const held = heldBy(standing, occasion.today).filter(({ on }) => on >= since);
  const at = held.findLastIndex(({ note }) => note !== null && lawyer.test(fold(note)));
  const found = held[at];
  const isOver = held
    .slice(at + 1)
    .some(({ outcomes }) => outcomes.some(({ outcome }) => outcome === 'promise' || outcome === 'plan'));
  return found === undefined || isOver ? undefined : { day: found.on, text: found.note ?? '' };
}

/** Enough chases for a notice, and nobody has said yet whether there is a ground: to be decided first (practice D6). */
export function openGround({ standing, occasion: { today, rules } }: WarningFacts): Told | undefined {
  const isNeeded = needsGroundDecision(standing, today, rules);
  if (!isNeeded || triggers(standing, today, rules).length > 0) return undefined;
  return { count: fruitlessCount(standing, today, rules) };
}

/** Time to announce the next step: one that is ready, or none yet (practice D6: what is not ready is not announced). */
export function stepDue(
  { standing, occasion, heard = nothingHeard }: WarningFacts,
  state: 'ready' | 'missing',
): Told | undefined {
  if (triggers(standing, occasion.today, occasion.rules).length === 0) return undefined;
  const [step] = heard.steps ?? [];
  if (state === 'missing') return step === undefined ? {} : undefined;
  return step === undefined ? undefined : { text: step };
}

/** Somebody to keep is rung once more, whoever decides there, on the day on which the notice leaves (practice D5). */
export function deciderFirst({ standing, contact, occasion }: WarningFacts): Told | undefined {
  const { today, rules } = occasion;
  if (standing.client.relationship !== 'keep' || triggers(standing, today, rules).length === 0)
    return undefined;
  const decider = standing.contacts.find(({ isDecider }) => isDecider);
  return decider === undefined || decider === contact ? undefined : { text: contactName(decider) };
}

/** The same invoice sent twice already, as calls recorded it or as documents were kept (practice D3). */
export function secondDuplicate({
  standing,
  occasion,
  heard = nothingHeard,
}: WarningFacts): Told | undefined {
  const { today } = occasion;
  const open = openBalances(standing, today).map(({ invoice }) => invoice);
  const inCalls = heldBy(standing, today).flatMap(({ id, outcomes }) =>
    outcomes.flatMap(({ outcome, invoiceId }) =>
      outcome === 'duplicate_sent'
        ? [{ callId: id, invoiceIds: invoiceId === null ? open.map((one) => one.id) : [invoiceId] }]
        : [],
    ),
  );
  const calls = new Set(inCalls.map(({ callId }) => callId));
  const documents = (heard.records?.documents ?? []).filter(
    ({ on, callId, isSuperseded }) => on <= today && !isSuperseded && !calls.has(callId),
  );
  const sent = [...inCalls, ...documents].flatMap(({ invoiceIds }) => invoiceIds);
  const again = open.find(({ id }) => sent.indexOf(id) < sent.lastIndexOf(id));
  return again === undefined ? undefined : { text: again.number };
}

/** What was promised to them: said in prep, or a commitment whose day is still to come. */
export function sidePromise({ standing, occasion, lastPrep }: WarningFacts): Detail | undefined {
  const said = lastPrep?.answers['side_promises']?.trim() ?? '';
  if (said !== '' && !/^(non?|-|0|aucune?|none)\b/i.test(said)) return { text: said };
  const open = openCommitments(standing, occasion.today).find(({ dueOn }) => dueOn >= occasion.today);
  return open === undefined ? undefined : { text: open.text };
}

/** The figure of the law is near: shown with its source, so that somebody looks at it in time (product 8). */
export function nearLimitation({ standing, occasion }: WarningFacts): Told | undefined {
  const open = openBalances(standing, occasion.today).map(({ invoice }) => invoice);
  const near = nearestLimitation(standing, { open, today: occasion.today });
  if (near === undefined) return undefined;
  return { text: near.invoice.number, day: near.on, count: near.years, basis: near.basis };
}

/** Words for work to come, in a text without accents and capitals. */
const orders = [
  /\b(?:nouve(?:au|l|lle)s?|prochaine?s?|autres?) (?:commandes?|projets?|chantiers?|devis|contrats?|missions?)\b/,
  /\bcommandes? (?:en vue|en attente|a venir|prevues?)\b|\bdevis (?:en attente|envoye|a signer|a faire)\b/,
  /\b(?:new|next|another|pending|upcoming) (?:orders?|projects?|jobs?|contracts?|quotes?|assignments?)\b/,
  /\b(?:orders?|quotes?) (?:pending|to come|sent)\b/,
];

/** More work is in sight (practice D10): noted in the prep, or said by them since the oldest open invoice. */
export function newOrder({ standing, occasion, lastPrep }: WarningFacts): Told | undefined {
  const since = openBalances(standing, occasion.today)[0]?.invoice.issuedOn;
  if (since === undefined) return undefined;
  const notes = heldBy(standing, occasion.today).flatMap(({ on, note }) => (on >= since ? (note ?? []) : []));
  const told = [...notes, lastPrep?.answers['news'] ?? ''];
  const found = told.findLast((text) => orders.some((words) => words.test(fold(text))));
  return found === undefined ? undefined : { text: found.trim() };
}
