import type { StateName } from '../../src/domain/call/state.ts';

const toIdentity = [' ', 'person'];
const toOpening = [...toIdentity, 'yes'];
const toAsk = [...toOpening, 'fine'];
const toListen = [...toAsk, ' '];
const toSolution = [...toListen, 'forgot'];
const toPromise = [...toAsk, 'date_at_once'];
const promised = [...toPromise, 'amount=84000', 'day=2026-06-05'];
const toSummary = [...promised, ' '];
const toContacts = [...toSummary, 'agreed'];
const toClose = [...toContacts, ' '];
const toWrapup = [...toClose, ' '];

/** A way to every state of practice C3, as events (see `call-events.ts`); what is asked there first is filled in. */
export const ways: Readonly<Record<StateName, readonly string[]>> = {
  preflight: [],
  ring: [' '],
  gatekeeper: [' ', 'desk'],
  voicemail: [' ', 'voicemail'],
  no_answer: [' ', 'no_answer'],
  identity: toIdentity,
  wrong_person: [...toIdentity, 'someone_else'],
  opening: toOpening,
  ask: toAsk,
  listen: toListen,
  paid: [...toListen, 'paid'],
  duplicate: [...toListen, 'not_received', 'address=a@b.example'],
  dispute: [...toListen, 'dispute', 'dispute_words=un angle mal coupé'],
  cannot_pay: [...toListen, 'cannot_pay'],
  approval: [...toListen, 'approval'],
  evasive: [...toListen, 'vague'],
  refusal: [...toListen, 'refuses', 'refusal_words=rien à payer'],
  anger: [...toListen, 'a'],
  distress: [...toListen, 'distress'],
  insolvency: [...toListen, 'insolvency', 'leave'],
  solution: toSolution,
  negotiate: [...toSolution, 'nothing'],
  promise: promised,
  plan: [...toListen, 'cannot_pay', 'instalments', 'plan_terms=count:3', 'plan_day=2026-06-05'],
  callback: [...toAsk, 'bad_moment', 'callback_day=2026-06-04', 'callback_time=840'],
  consequences: [...toListen, 'refuses', 'refusal_words=rien à payer', 'no_ground'],
  summary: toSummary,
  contacts: toContacts,
  close: toClose,
  wrapup: toWrapup,
  review: [...toWrapup, ' ', 'leave'],
  ended: [...toWrapup, ' ', ' '],
};
