import type { Call, StateName } from '../domain/call/state.ts';
import {
  angerPanel,
  approvalPanel,
  cannotPayPanel,
  disputePanel,
  distressPanel,
  duplicatePanel,
  insolvencyPanel,
  paidPanel,
  refusalPanel,
} from './call-panels-answers.ts';
import {
  callbackPanel,
  contactsPanel,
  gatekeeperPanel,
  reviewPanel,
  summaryPanel,
} from './call-panels-close.ts';
import { consequencesPanel, evasivePanel, ladderPanel, promisePanel } from './call-panels-money.ts';
import { planPanel } from './call-panels-plan.ts';
import type { PanelView } from './call-panels-row.ts';

type Panel = (call: Call, view: PanelView) => string[];

/** What each state knows so far, a fact a line. */
const panels: Readonly<Partial<Record<StateName, Panel>>> = {
  gatekeeper: gatekeeperPanel,
  paid: paidPanel,
  duplicate: duplicatePanel,
  dispute: disputePanel,
  cannot_pay: cannotPayPanel,
  approval: approvalPanel,
  evasive: evasivePanel,
  refusal: refusalPanel,
  anger: angerPanel,
  distress: distressPanel,
  insolvency: insolvencyPanel,
  negotiate: ladderPanel,
  promise: promisePanel,
  plan: planPanel,
  callback: callbackPanel,
  consequences: consequencesPanel,
  summary: summaryPanel,
  contacts: contactsPanel,
  review: reviewPanel,
};

/** The form of a state, filled as far as it is known: at most eight lines of 80 columns. Most states have none. */
export function panelFor(call: Call, view: PanelView): string[] {
  return panels[call.state]?.(call, view) ?? [];
}
