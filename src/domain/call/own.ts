import { addWorkingDays } from '../calendar.ts';
import { calendarOf } from './record.ts';
import type { CallEffects } from './result.ts';
import type { Call } from './state.ts';

/** Working days after which a topic put aside is taken up again (our choice): soon, and not the same day. */
const topicDays = 2;

/** What I promised in the call: `due` shows it above every chase (practice 000-44). A topic put aside is such a promise. */
export function commitmentsOf({ setup, heard }: Pick<Call, 'setup' | 'heard'>): CallEffects['commitments'] {
  const { clientId, today } = setup;
  const inDays = (count: number) => addWorkingDays(today, count, calendarOf(setup));
  const own = heard.own.map(({ text, on, minutes }) => ({
    clientId,
    text,
    dueOn: on ?? inDays(1),
    dueAt: minutes,
  }));
  const topics = heard.topics.map((text) => ({ clientId, text, dueOn: inDays(topicDays), dueAt: null }));
  return [...own, ...topics];
}
