import { openAnswer } from './record.ts';
import { hear, type Row } from './row.ts';
import type { Call, StateName } from './state.ts';

/** After identity: the service first, unless a promise was broken or the invoice was named already (practice, tension 1). */
const afterIdentity = ({ setup, heard }: Call): StateName =>
  setup.opening === 'direct' || heard.askedAt !== null ? 'ask' : 'opening';

type Introduced =
  | 'preflight'
  | 'ring'
  | 'gatekeeper'
  | 'voicemail'
  | 'no_answer'
  | 'identity'
  | 'wrong_person'
  | 'opening';

/** From dialling to the right person (practice C4). */
export const introduce: Readonly<Record<Introduced, Row>> = {
  preflight: { phase: 'prepare', choices: [], proceed: 'ring' },
  ring: {
    phase: 'introduce',
    choices: [
      { key: '1', name: 'person', to: 'identity', record: hear({ reach: 'person' }) },
      { key: '2', name: 'desk', to: 'gatekeeper', record: hear({ reach: 'desk' }) },
      { key: '3', name: 'voicemail', to: 'voicemail', record: hear({ reach: 'voicemail' }) },
      { key: '4', name: 'no_answer', to: 'no_answer', record: hear({ reach: 'no_answer' }) },
      { key: '5', name: 'busy', to: 'no_answer', record: hear({ reach: 'busy' }) },
      { key: '6', name: 'bad_number', to: 'no_answer', record: hear({ reach: 'bad_number' }) },
    ],
    proceed: null,
  },
  gatekeeper: {
    phase: 'introduce',
    onEnter: hear({ isIdentityConfirmed: false }),
    choices: [
      { key: '1', name: 'put_through', to: 'identity', record: hear({ gatekeeperSaid: 'put_through' }) },
      { key: '2', name: 'away', to: 'callback', record: hear({ gatekeeperSaid: 'away' }) },
      { key: '3', name: 'refuses', to: 'contacts', record: hear({ gatekeeperSaid: 'refuses' }) },
      { key: '4', name: 'voicemail', to: 'voicemail', record: hear({ reach: 'voicemail' }) },
      { key: '5', name: 'left_firm', to: 'gatekeeper', asks: ['name'] },
      { key: '6', name: 'takes_message', to: 'wrapup', record: hear({ gatekeeperSaid: 'message' }) },
      { key: '7', name: 'extension', to: 'gatekeeper', asks: ['extension'] },
      { key: '8', name: 'hours', to: 'gatekeeper', asks: ['hours'] },
    ],
    proceed: 'identity',
    isReachable: true,
  },
  voicemail: {
    phase: 'document',
    choices: [
      { key: '1', name: 'left', to: 'wrapup', record: hear({ voicemail: 'left' }) },
      { key: '2', name: 'not_left', to: 'wrapup', record: hear({ voicemail: 'not_left' }) },
      { key: '3', name: 'full', to: 'wrapup', record: hear({ voicemail: 'full' }) },
    ],
    proceed: null,
  },
  no_answer: { phase: 'document', choices: [], proceed: 'wrapup' },
  identity: {
    phase: 'introduce',
    // Whoever takes the phone is a stranger until they say who they are (practice C7).
    onEnter: hear({ isIdentityConfirmed: false }),
    choices: [
      {
        key: '1',
        name: 'yes',
        to: afterIdentity,
        record: hear({ isIdentityConfirmed: true, hasSpoken: true }),
      },
      { key: '2', name: 'fetching', to: 'identity' },
      { key: '3', name: 'someone_else', to: 'wrong_person' },
      { key: '4', name: 'will_not_say', to: 'gatekeeper' },
      { key: '5', name: 'bad_moment', to: 'callback' },
    ],
    proceed: null,
    isReachable: true,
  },
  wrong_person: {
    phase: 'introduce',
    onEnter: hear({ isIdentityConfirmed: false }),
    choices: [
      {
        key: '1',
        name: 'handles_invoices',
        to: afterIdentity,
        asks: ['name'],
        record: ({ heard }) => ({
          ...heard,
          isIdentityConfirmed: true,
          hasSpoken: true,
          speaker: heard.speaker && { ...heard.speaker, role: 'accounts' },
        }),
      },
      { key: '2', name: 'gives_name', to: 'gatekeeper', asks: ['name'] },
      { key: '3', name: 'wrong_firm', to: 'no_answer', record: hear({ reach: 'bad_number' }) },
      { key: '4', name: 'takes_message', to: 'wrapup', record: hear({ gatekeeperSaid: 'message' }) },
    ],
    proceed: null,
    isReachable: true,
  },
  opening: {
    phase: 'introduce',
    choices: [
      { key: '1', name: 'fine', to: 'ask', record: hear({ isSatisfied: true }) },
      { key: '2', name: 'not_satisfied', to: 'dispute', record: hear({ isSatisfied: false }) },
      {
        key: '3',
        name: 'not_received',
        to: 'dispute',
        // The work itself did not arrive: a matter of delivery (practice B9 "technical").
        record: (call) => ({ ...openAnswer(call, 'dispute', { type: 'technical' }), isSatisfied: false }),
      },
      { key: '4', name: 'bad_moment', to: 'callback' },
      { key: '5', name: 'on_the_invoice', to: 'ask' },
    ],
    proceed: 'ask',
    isAboutMoney: true,
    isReachable: true,
  },
};
