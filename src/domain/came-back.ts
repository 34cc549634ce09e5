import { type NextAction, reason } from './action.ts';
import { addDays, type Day, localDay } from './day.ts';
import { gistOf } from './gist.ts';
import { openBalances, wasHeardSince } from './history.ts';
import { isUnread, isWritten, type ReplyRecord } from './reply.ts';
import type { Standing } from './standing.ts';

/** Days after which a memo that did not come back has arrived: servers give up after four, most say so within hours. */
const quietDays = 2;

/** Addresses that refuse mail on this day, each with the refusal: nothing came from there since, and nothing arrived. */
export function badAddresses(standing: Standing, today: Day): ReadonlyMap<string, ReplyRecord> {
  const bad = new Map<string, ReplyRecord>();
  for (const reply of standing.replies) {
    if (reply.on > today) continue;
    if (reply.kind === 'bounce' && reply.failedAddress !== null) bad.set(reply.failedAddress, reply);
    else if (reply.kind !== 'bounce' && reply.kind !== 'delayed') bad.delete(reply.from);
  }
  for (const [address, bounce] of bad)
    if (hasArrivedSince(standing, { address, bounce, today })) bad.delete(address);
  return bad;
}

function hasArrivedSince(
  { memos }: Standing,
  { address, bounce, today }: { address: string; bounce: ReplyRecord; today: Day },
): boolean {
  return memos.some(({ to, state, sentAt }) => {
    const isThere = to.toLowerCase().split(', ').includes(address);
    if (!isThere || state !== 'sent' || sentAt === null || sentAt <= bounce.at) return false;
    return addDays(localDay(sentAt), quietDays) <= today;
  });
}

/** Did this message come back, and was neither it nor its news sent again? */
export function isReturned(standing: Standing, today: Day, messageId: number): boolean {
  const bounce = standing.replies.find(
    ({ kind, messageId: id, on }) => kind === 'bounce' && id === messageId && on <= today,
  );
  return bounce !== undefined && !isOvertaken(standing, bounce, today);
}

/** The last answer that nobody has read and nothing has overtaken. */
export function unreadAnswer(standing: Standing, today: Day): ReplyRecord | undefined {
  const isOpen = (reply: ReplyRecord): boolean =>
    reply.on <= today &&
    (isUnread(reply) || isReadLater(reply, today)) &&
    !wasHeardSince(standing, reply.at, today);
  return standing.replies.findLast(isOpen);
}

function isReadLater({ kind, reading }: ReplyRecord, today: Day): boolean {
  return kind === 'answer' && reading !== null && reading.on > today;
}

/** The day of the last words that a person wrote back. */
export function lastWrittenOn({ replies }: Standing, today: Day): Day | undefined {
  return replies.findLast((reply) => isWritten(reply) && reply.on <= today)?.on;
}

/**
 * What came back and waits: an answer to be read, a memo whose address refuses mail. They are about the client as a
 * whole, and keep nothing else back.
 */
export function cameBack(standing: Standing, today: Day): NextAction[] {
  if (standing.replies.length === 0 || openBalances(standing, today).length === 0) return [];
  const answer = unreadAnswer(standing, today);
  const bounce = standing.replies.findLast(
    (reply) => reply.kind === 'bounce' && reply.on <= today && !isOvertaken(standing, reply, today),
  );
  const answered =
    answer &&
    toDo(answer.on, reason('answered', { day: answer.on, text: gistOf(answer.words) || answer.subject }));
  const address = bounce?.failedAddress ?? '';
  const refused = bounce && toDo(bounce.on, reason('address_refused', { day: bounce.on, text: address }));
  return [answered, refused].filter((action) => action !== undefined);
}

/** A memo that came back is overtaken by another one, by a word from there, or by a talk. */
function isOvertaken(standing: Standing, bounce: ReplyRecord, today: Day): boolean {
  const { memos, replies } = standing;
  const isNewer = memos.some(
    ({ createdAt, state }) => createdAt > bounce.at && state !== 'failed' && localDay(createdAt) <= today,
  );
  const isAnswered = replies.some((reply) => isWritten(reply) && reply.at > bounce.at && reply.on <= today);
  return isNewer || isAnswered || wasHeardSince(standing, bounce.at, today);
}

function toDo(on: Day, why: NextAction['reason']): NextAction {
  return {
    invoiceId: null,
    amount: null,
    action: 'follow_up',
    tier: 2,
    on,
    showsOn: on,
    at: null,
    gate: 'appointment',
    reason: why,
    contactId: null,
    phone: null,
    promiseId: null,
  };
}
