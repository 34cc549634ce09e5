import { describe, expect, test } from 'vitest';
import { noRecords } from '../../src/domain/call-record.ts';
import { addDays, day, momentOf } from '../../src/domain/day.ts';
import { type HeardBefore, nothingHeard } from '../../src/domain/excuses.ts';
import { defaultRules } from '../../src/domain/rule-table.ts';
import type { Standing } from '../../src/domain/standing.ts';
import {
  isCuredByPrep,
  type LastPrep,
  type Warning,
  type WarningCode,
  type WarningFacts,
  type WarningLevel,
  warnings,
} from '../../src/domain/warnings.ts';
import {
  aCalendar,
  aClient,
  aContact,
  aDispute,
  aMemo,
  aPart,
  aPayment,
  aProfile,
  aPromise,
  aStanding,
  anAttempt,
  aReply,
  anInvoice,
  anOutcome,
  euros,
} from '../support/a-standing.ts';

const today = day('2026-06-09');
const freshPrep: LastPrep = {
  on: today,
  objectiveMin: 'la moitié',
  opening: 'Bonjour',
  voicemailPlan: 'leave',
  answers: {},
  recordedAt: momentOf(today, 9 * 60),
};

interface Case extends Partial<Standing> {
  readonly prep?: Partial<LastPrep> | null;
  readonly iban?: null;
  readonly firstName?: string;
  readonly on?: string;
  readonly minutes?: number;
  readonly heard?: HeardBefore;
}

function factsOf({
  prep = {},
  iban,
  firstName,
  on,
  minutes,
  heard = nothingHeard,
  ...standing
}: Case): WarningFacts {
  const whole = aStanding(standing);
  return {
    heard,
    standing: whole,
    contact: whole.contacts[0],
    profile: aProfile({
      ...(iban === null ? { iban } : {}),
      ...(firstName === undefined ? {} : { firstName }),
    }),
    lastPrep: prep === null ? undefined : { ...freshPrep, ...prep },
    occasion: {
      today: on === undefined ? today : day(on),
      minutes: minutes ?? 10 * 60,
      rules: defaultRules,
      calendar: aCalendar(),
    },
  };
}

/** One of the user's own objections, used by the client, with or without an answer in French. */
function objected(fr: string | null): HeardBefore {
  const own = { id: 1, words: 'on change de banque', answer: { fr, en: null }, recordedAt: 0 };
  const use = {
    id: 1,
    clientId: 1,
    callId: 9,
    on: addDays(today, -1),
    objection: 'own:1',
    hasWorked: null,
    recordedAt: 0,
  };
  return { uses: [use], own: [own], offered: [own], reviews: [] };
}

const found = (facts: Case): Warning[] => warnings(factsOf(facts));

const broken = (id: number, promisedOn: string) =>
  aPromise(addDays(day(promisedOn), -2), promisedOn, { id, parts: [aPart(101, promisedOn, 840)] });
const refusal = aReply({ kind: 'bounce', failedAddress: 'jules@roussel.example', on: day('2026-06-03') });
const tried = (on: string) => anAttempt(on, { reach: 'no_answer' });
const said = (
  on: string,
  outcome: 'distress' | 'angry' | 'refusal' | 'duplicate_sent',
  followUpOn = '2026-06-10',
) => anAttempt(on, { outcomes: [anOutcome({ outcome, followUpOn: day(followUpOn) })] });
/** Three chases within a month that brought nothing. */
const vain = (ground: 'to_check' | 'no') =>
  ['2026-05-22', '2026-06-01', '2026-06-08'].map((on) =>
    anAttempt(on, { outcomes: [anOutcome({ outcome: 'no_date', isFruitless: true, ground })] }),
  );
const settled = anInvoice({ id: 99, issuedOn: day('2026-01-01'), settledBefore: euros(840) });
const owed = (dueOn: string, patch = {}) => anInvoice({ dueOn: day(dueOn), ...patch });
const promised = anAttempt('2026-06-02', { id: 9, outcomes: [anOutcome({ outcome: 'promise' })] });
const noted = (on: string, note: string) => anAttempt(on, { note });
/** Missed since yesterday evening, to be rung about on that day only: the deadline fell before a closed day. */
const heldTo = (recontactOn: string) =>
  aPromise('2026-06-02', '2026-06-05', {
    parts: [{ ...aPart(101, '2026-06-05', 840), recontactOn: day(recontactOn) }],
  });
const messages = (...days: readonly string[]) =>
  days.map((on) => anAttempt(on, { reach: 'voicemail', outcomes: [anOutcome({ outcome: 'voicemail' })] }));
const belgian = aClient({ kind: 'consumer', country: 'BE' });
const clerk = aContact({ id: 12, lastName: 'Weber', isDecider: false });
const withSteps: HeardBefore = { ...nothingHeard, steps: ['injonction de payer', 'médiateur'] };
const copied: HeardBefore = {
  ...nothingHeard,
  records: {
    ...noRecords,
    documents: [
      { id: 1, clientId: 1, callId: 77, on: day('2026-06-02'), invoiceIds: [101], isSuperseded: false, recordedAt: 0, address: 'compta@roussel.example', isReceived: false, obstacle: null },
    ],
  },
}; // biome-ignore format: one fact
/** A promise runs on the first invoice, all of the second one is disputed until that day. */
const heldAndDisputed = (resolveOn: string): Case => ({
  invoices: [anInvoice(), anInvoice({ id: 102 })],
  promises: [aPromise('2026-06-02', '2026-06-06')],
  disputes: [aDispute({ invoiceId: 102, resolveOn: day(resolveOn) })],
});
/** They asked, before the due day, to be rung on that one. */
const agreedEarly = (followUpOn: string): Case => ({
  invoices: [owed('2026-06-20')],
  attempts: [
    anAttempt('2026-06-08', { outcomes: [anOutcome({ outcome: 'callback', followUpOn: day(followUpOn) })] }),
  ],
});
const due = (dueOn: string, doneOn: string | null = null) => [
  { id: 1, clientId: 1, callId: null, text: 'envoyer le devis', dueOn: day(dueOn), dueAt: null, doneOn: doneOn === null ? null : day(doneOn), recordedAt: 0 },
]; // biome-ignore format: one fact

type Expected = readonly [WarningLevel, WarningCode];
/** What is told, then the nearest case in which it is not. */
type Row = readonly [string, Expected, Case, Case];

const rows: readonly Row[] = [
  ['insolvency', ['stop', 'insolvent'], { attempts: [anAttempt('2026-06-01', { cause: 'insolvency' })] }, {}],
  ['insolvency by the user’s word', ['stop', 'insolvent'], { client: aClient({ payerType: 'insolvent' }) }, { client: aClient({ payerType: 'silent' }) }],
  ['nothing open', ['stop', 'nothing_open'], { payments: [aPayment(101, '2026-06-01', 840)] }, { payments: [aPayment(101, '2026-06-01', 839.99)] }],
  ['a pause after distress', ['stop', 'paused'], { attempts: [said('2026-06-01', 'distress')] }, { attempts: [said('2026-06-01', 'distress', '2026-06-09')] }],
  ['a pause after anger', ['stop', 'paused'], { attempts: [said('2026-06-08', 'angry')] }, { attempts: [said('2026-06-08', 'angry'), anAttempt('2026-06-08')] }],
  ['a promise not yet due', ['stop', 'promise_running'], { promises: [aPromise('2026-06-02', '2026-06-06')] }, { promises: [aPromise('2026-06-02', '2026-06-05')] }],
  ['the same, another invoice to chase', ['think', 'promise_running'], { invoices: [anInvoice(), anInvoice({ id: 102 })], promises: [aPromise('2026-06-02', '2026-06-06')] }, {}],
  ['the same, the other one disputed', ['stop', 'promise_running'], { ...heldAndDisputed('2026-06-10') }, { ...heldAndDisputed('2026-06-09') }],
  ['the same, the dispute to be spoken of today', ['think', 'promise_running'], { ...heldAndDisputed('2026-06-09') }, { ...heldAndDisputed('2026-06-10') }],
  ['a promise missed, before its recontact day', ['stop', 'promise_running'], { promises: [heldTo('2026-06-10')] }, { promises: [heldTo('2026-06-09')] }],
  ['they spoke today', ['stop', 'talked_today'], { attempts: [anAttempt('2026-06-09')] }, { attempts: [anAttempt('2026-06-08'), tried('2026-06-09')] }],
  ['they spoke today, they did not write', ['stop', 'talked_today'], { attempts: [anAttempt('2026-06-09')] }, { attempts: [anAttempt('2026-06-09', { channel: 'mail' })] }],
  ['they rang today', ['stop', 'talked_today'], { attempts: [anAttempt('2026-06-09', { channel: 'incoming' })] }, { attempts: [anAttempt('2026-06-09', { contactId: 12 })] }],
  ['before eight', ['stop', 'never_hours'], { minutes: 479 }, { minutes: 480 }],
  ['a holiday', ['stop', 'never_hours'], { on: '2026-05-25', attempts: [] }, { on: '2026-05-26' }],
  ['not yet due', ['stop', 'not_due'], { invoices: [owed('2026-06-15')] }, { invoices: [owed('2026-06-14')] }],
  ['not due, neither first nor large', ['stop', 'not_due'], { invoices: [owed('2026-06-12'), settled] }, { invoices: [owed('2026-06-12', { amount: euros(1000.01) }), settled] }],
  ['not due, a first invoice of a few euros', ['stop', 'not_due'], { invoices: [owed('2026-06-12', { amount: euros(50) })] }, { invoices: [owed('2026-06-12', { amount: euros(50.01) }), owed('2026-06-30', { id: 102, amount: euros(10), issuedOn: day('2026-05-31') })] }],
  ['not due, a client with a slow circuit', ['stop', 'not_due'], { invoices: [owed('2026-06-12'), settled] }, { invoices: [owed('2026-06-12'), settled], client: aClient({ payerType: 'process_bound' }) }],
  ['not due, a call back agreed for later', ['stop', 'not_due'], agreedEarly('2026-06-10'), agreedEarly('2026-06-09')],
  ['a Belgian consumer never written to', ['stop', 'consumer_reminder'], { client: aClient({ kind: 'consumer', country: 'BE' }) }, { client: aClient({ kind: 'consumer', country: 'BE' }), memos: [aMemo()] }],
  ['a Belgian consumer who was only rung', ['stop', 'consumer_reminder'], { client: belgian, attempts: [tried('2026-06-08')] }, { client: belgian, attempts: [anAttempt('2026-06-09', { channel: 'mail', reach: null })] }],
  ['a Belgian consumer whose mail waits', ['stop', 'consumer_reminder'], { client: belgian, memos: [aMemo({ sentAt: null, state: 'queued' })] }, { client: belgian, memos: [aMemo({ sentAt: momentOf(today, 500) })] }],
  ['a consumer in Belgium, not a business', ['stop', 'consumer_reminder'], { client: belgian }, { client: aClient({ country: 'BE' }) }],
  ['a consumer in Belgium, not in France', ['stop', 'consumer_reminder'], { client: belgian }, { client: aClient({ kind: 'consumer' }) }],
  ['own commitment overdue', ['think', 'own_overdue'], { commitments: due('2026-06-08') }, { commitments: due('2026-06-09') }],
  ['own commitment done', ['think', 'own_overdue'], { commitments: due('2026-06-08') }, { commitments: due('2026-06-01', '2026-06-09') }],
  ['a dispute past its day', ['think', 'dispute_late'], { disputes: [aDispute({ resolveOn: day('2026-06-08') })] }, { disputes: [aDispute({ resolveOn: today })] }],
  ['a dispute open', ['think', 'dispute_open'], { disputes: [aDispute({ resolveOn: today })] }, { disputes: [aDispute({ closedOn: today })] }],
  ['over ninety days', ['think', 'hidden_dispute'], { invoices: [owed('2026-03-10')] }, { invoices: [owed('2026-03-11')] }],
  ['over ninety days, disputed only later', ['think', 'hidden_dispute'], { invoices: [owed('2026-03-10')], disputes: [aDispute({ raisedOn: day('2026-06-10') })] }, { invoices: [owed('2026-03-10')], disputes: [aDispute({ raisedOn: today })] }],
  ['over ninety days, disputed before', ['think', 'hidden_dispute'], { invoices: [owed('2026-03-10')] }, { invoices: [owed('2026-03-10')], disputes: [aDispute({ closedOn: today })] }],
  ['two broken promises', ['think', 'last_chance'], { promises: [broken(1, '2026-05-22'), broken(2, '2026-05-29')] }, { promises: [broken(1, '2026-05-22')] }],
  ['three chases, the ground not judged', ['think', 'ground_open'], { attempts: vain('to_check') }, { attempts: vain('no') }],
  ['two chases, the ground not judged', ['think', 'ground_open'], { attempts: vain('to_check') }, { attempts: vain('to_check').slice(1) }],
  ['a refusal without ground, a step ready', ['think', 'trigger'], { attempts: [said('2026-06-08', 'refusal')], heard: withSteps }, { attempts: [said('2026-06-08', 'refusal')] }],
  ['a refusal without ground, no step ready', ['think', 'trigger_unready'], { attempts: [said('2026-06-08', 'refusal')] }, { attempts: [said('2026-06-08', 'refusal')], heard: withSteps }],
  ['time for the notice, a client to keep', ['think', 'decider_first'], { attempts: [said('2026-06-08', 'refusal')], contacts: [clerk, aContact()] }, { attempts: [said('2026-06-08', 'refusal')], contacts: [clerk, aContact()], client: aClient({ relationship: 'neutral' }) }],
  ['time for the notice, and the decider is rung', ['think', 'decider_first'], { attempts: [said('2026-06-08', 'refusal')], contacts: [clerk, aContact()] }, { attempts: [said('2026-06-08', 'refusal')] }],
  ['no time for a notice', ['think', 'decider_first'], { attempts: [said('2026-06-08', 'refusal')], contacts: [clerk, aContact()] }, { contacts: [clerk, aContact()] }],
  ['they want their lawyer spoken to', ['stop', 'lawyer_only'], { attempts: [noted('2026-06-01', 'voyez avec mon avocat')] }, { attempts: [noted('2026-06-01', 'un avocatier dans le jardin')] }],
  ['the same in English', ['stop', 'lawyer_only'], { attempts: [noted('2026-06-01', 'Talk to our solicitor.')] }, { attempts: [noted('2026-06-01', 'Talk to our accountant.')] }],
  ['their lawyer, and an agreement since', ['stop', 'lawyer_only'], { attempts: [noted('2026-06-01', 'mon avocat')] }, { attempts: [noted('2026-06-01', 'mon avocat'), promised] }],
  ['their lawyer, about an older debt', ['stop', 'lawyer_only'], { attempts: [noted('2026-06-01', 'mon avocat')] }, { attempts: [noted('2026-01-01', 'mon avocat')] }],
  ['a copy in a call, another among the documents', ['think', 'second_duplicate'], { attempts: [said('2026-05-25', 'duplicate_sent')], heard: copied }, { heard: copied }],
  ['an own commitment to come', ['think', 'side_promise'], { commitments: due('2026-06-09') }, { commitments: due('2026-06-09', '2026-06-09') }],
  ['five years in France are near', ['think', 'limitation'], { invoices: [owed('2022-01-31', { issuedOn: day('2021-12-31'), deliveredOn: day('2021-12-09') })], disputes: [] }, { invoices: [owed('2022-01-31', { issuedOn: day('2021-12-31'), deliveredOn: day('2021-12-10') })] }],
  ['two years for a consumer', ['think', 'limitation'], { client: aClient({ kind: 'consumer' }), invoices: [owed('2025-01-31', { issuedOn: day('2024-12-09'), deliveredOn: null })] }, { invoices: [owed('2025-01-31', { issuedOn: day('2024-12-09'), deliveredOn: null })] }],
  ['a second copy', ['think', 'second_duplicate'], { attempts: [said('2026-05-25', 'duplicate_sent'), said('2026-06-01', 'duplicate_sent')] }, { attempts: [said('2026-05-25', 'duplicate_sent')] }],
  ['a side promise', ['think', 'side_promise'], { prep: { answers: { side_promises: 'une remise' } } }, { prep: { answers: { side_promises: 'Non' } } }],
  ['Monday morning', ['think', 'avoided_hours'], { on: '2026-06-08' }, { on: '2026-06-08', minutes: 720 }],
  ['money without an invoice', ['think', 'credit'], { invoices: [anInvoice(), anInvoice({ id: 102, amount: euros(10) })], payments: [aPayment(102, '2026-06-01', 15)] }, { invoices: [anInvoice(), anInvoice({ id: 102, amount: euros(10) })], payments: [aPayment(102, '2026-06-01', 10)] }],
  ['three tries in seven days', ['think', 'attempts_week'], { attempts: ['2026-06-03', '2026-06-04', '2026-06-05'].map(tried) }, { attempts: ['2026-06-02', '2026-06-04', '2026-06-05'].map(tried) }],
  ['three tries, and an answer in writing', ['think', 'attempts_week'], { attempts: ['2026-06-03', '2026-06-04', '2026-06-05'].map(tried), replies: [aReply({ on: day('2026-06-02') })] }, { attempts: ['2026-06-03', '2026-06-04', '2026-06-05'].map(tried), replies: [aReply({ on: day('2026-06-03') })] }],
  ['three tries, one answered', ['think', 'attempts_week'], { attempts: ['2026-06-03', '2026-06-04', '2026-06-05'].map(tried) }, { attempts: [tried('2026-06-03'), anAttempt('2026-06-04'), tried('2026-06-05'), tried('2026-06-08')] }],
  ['an order in sight, noted in the prep', ['think', 'new_order'], { prep: { answers: { news: 'Nouveau projet à la rentrée' } } }, { prep: { answers: { news: 'une nouvelle comptable' } } }],
  ['an order in sight, as they said', ['think', 'new_order'], { attempts: [noted('2026-06-01', 'they have another job for me')] }, { attempts: [noted('2026-04-01', 'they have another job for me')] }],
  ['the relationship ends', ['think', 'ending'], { client: aClient({ relationship: 'ending' }) }, { client: aClient({ relationship: 'neutral' }) }],
  ['nobody to ask for', ['complete', 'no_contact'], { contacts: [] }, {}],
  ['a first name alone', ['complete', 'no_contact'], { contacts: [aContact({ lastName: null })] }, { contacts: [aContact({ firstName: null })] }],
  ['no number', ['complete', 'no_number'], { contacts: [aContact({ phone: null })] }, { contacts: [aContact({ phone: null })], client: aClient({ phone: '+33388001100' }) }],
  ['a wrong number', ['complete', 'no_number'], { contacts: [aContact({ isPhoneInvalid: true })] }, {}],
  ['no mail address', ['complete', 'no_email'], { contacts: [aContact({ email: null })] }, { contacts: [aContact({ email: null })], client: aClient({ email: 'contact@roussel.example' }) }],
  ['an address that refuses mail', ['complete', 'bad_address'], { replies: [refusal] }, { replies: [refusal], contacts: [aContact({ email: 'compta@roussel.example' })] }],
  ['the client\'s own address refuses mail', ['complete', 'bad_address'], { replies: [refusal], contacts: [aContact({ email: null })], client: aClient({ email: 'Jules@Roussel.example' }) }, { replies: [{ ...refusal, kind: 'delayed' }], contacts: [aContact({ email: null })], client: aClient({ email: 'jules@roussel.example' }) }],
  ['power to release unknown', ['complete', 'release_unknown'], { contacts: [aContact({ canRelease: null })] }, { contacts: [aContact({ canRelease: false })] }],
  ['unchecked for 91 days', ['complete', 'unverified'], { contacts: [aContact({ verifiedOn: day('2026-03-10') })] }, { contacts: [aContact({ verifiedOn: day('2026-03-11') })] }],
  ['no copy of the invoice', ['complete', 'no_file'], { invoices: [owed('2026-05-20', { file: null })] }, { invoices: [owed('2026-06-10', { file: null })] }],
  ['no IBAN', ['complete', 'no_iban'], { iban: null }, {}],
  ['no first name of one\'s own', ['complete', 'no_names'], { firstName: '' }, {}],
  ['the plan was a message, and two are left', ['complete', 'no_voicemail_plan'], { attempts: messages('2026-06-01', '2026-06-03') }, { attempts: messages('2026-06-03') }],
  ['the plan was another route already', ['complete', 'no_voicemail_plan'], { attempts: messages('2026-06-01', '2026-06-03') }, { attempts: messages('2026-06-01', '2026-06-03'), prep: { voicemailPlan: 'skip' } }],
  ['the mail of the last call is queued', ['complete', 'memo_unsent'], { attempts: [promised], memos: [aMemo({ callId: 9, state: 'queued' })] }, { attempts: [promised], memos: [aMemo({ callId: 9, state: 'draft' })] }],
  ['no mail of the last call', ['complete', 'memo_unsent'], { attempts: [promised] }, { attempts: [promised, tried('2026-06-03')] }],
  ['an objection of theirs without an answer', ['complete', 'no_answer'], { heard: objected(null) }, { heard: objected('Quel jour ?') }],
  ['no prep', ['complete', 'prep_missing'], { prep: null }, {}],
  ['a prep of yesterday', ['complete', 'prep_old'], { prep: { recordedAt: momentOf(day('2026-06-08'), 599) } }, { prep: { recordedAt: momentOf(day('2026-06-08'), 600) } }],
  ['no opening', ['complete', 'no_opening'], { prep: { opening: null } }, {}],
  ['no fallback', ['complete', 'no_minimum'], { prep: { objectiveMin: '' } }, {}],
]; // biome-ignore format: one row of D10 a line

describe('warnings (practice D10)', () => {
  test.each(rows)('%s', (...row) => {
    const [, [level, code], facts, near] = row;
    expect(found(facts)).toContainEqual(expect.objectContaining({ level, code }));
    expect(found(near).filter((warning) => warning.code === code && warning.level === level)).toEqual([]);
  });

  test('a complete file on a good morning has none', () => {
    expect(found({})).toEqual([]);
  });

  test('stop comes first, then think, then complete', () => {
    const levels = found({ minutes: 400, iban: null, client: aClient({ relationship: 'ending' }) }).map(
      (one) => one.level,
    );
    expect(levels).toEqual(['stop', 'think', 'complete']);
  });

  test('a warning carries what its words mention', () => {
    const [running] = found({ promises: [aPromise('2026-06-02', '2026-06-06')] });
    expect(running).toEqual({ level: 'stop', code: 'promise_running', money: euros(840), day: '2026-06-06' });
  });

  test('a promise over two invoices is told whole, and no other with it', () => {
    const invoices = [anInvoice(), anInvoice({ id: 102 }), anInvoice({ id: 103 })];
    const both = [
      aPart(101, '2026-06-06', 840),
      aPart(102, '2026-06-06', 100),
      aPart(102, '2026-06-20', 740),
    ];
    const other = aPromise('2026-06-03', '2026-06-06', { id: 202, parts: [aPart(103, '2026-06-06', 7)] });
    const [running] = found({
      invoices,
      promises: [aPromise('2026-06-02', '2026-06-06', { parts: both }), other],
    });
    expect(running).toEqual({ level: 'stop', code: 'promise_running', money: euros(940), day: '2026-06-06' });
  });

  test('what a prep cures is told apart', () => {
    expect(found({ prep: null }).filter(isCuredByPrep)).toHaveLength(1);
    expect(found({ iban: null }).filter(isCuredByPrep)).toEqual([]);
  });
});
