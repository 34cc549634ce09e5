import { DunError } from '../domain/errors.ts';
import type { Goal } from '../domain/objective.ts';
import { goalText } from '../script/brief-words.ts';
import { oneLine } from '../script/facts.ts';
import { showLine } from '../terminal/show-line.ts';
import { type Chosen, type Draft, prepOf, withChosen } from './prep-draft.ts';
import { type Prepared, pageLines, type PrepServices } from './prep-page.ts';

type Action = 'call' | 'goal' | 'opening' | 'answers' | 'voicemail' | 'rehearse' | 'print' | 'quit';

/** What the user wants after the prep. */
export type Next = 'call' | 'rehearse' | 'done';

/**
 * Shows the page and changes it key by key until the user calls, prints or leaves. What was settled is kept. Resolves
 * with what the user wants next.
 */
export async function settle(context: PrepServices, prepared: Prepared, proposed: Draft): Promise<Next> {
  const openedAt = context.now();
  let draft = proposed;
  showPage(context, prepared, draft);
  for (;;) {
    const action = await askAction(context);
    if (isEnd(action)) {
      leave(context, prepared, { action, draft, isChanged: draft !== proposed, openedAt });
      return action === 'call' || action === 'rehearse' ? action : 'done';
    }
    draft = await change(context, prepared, { action, draft });
    showPage(context, prepared, draft);
  }
}

function isEnd(action: Action): action is Leaving['action'] {
  return ['call', 'rehearse', 'print', 'quit'].includes(action);
}

function showPage(context: PrepServices, prepared: Prepared, draft: Draft): void {
  const { output } = context;
  for (const line of pageLines(context, { prepared, draft })) output.line(line);
  output.line();
}

/** First letters of the screen language, and those of the other one besides. */
function askAction({ prompter, words }: PrepServices): Promise<Action> {
  const choice = (value: Action, key: string, also: readonly string[] = []) => ({
    key,
    also,
    value,
    label: words.label(`prep.key.${value}`),
  });
  return prompter.key<Action>({
    message: words.label('prep.ask.action'),
    choices: [
      choice('call', 'enter'),
      choice('goal', words.label('prep.letter.goal'), ['b', 'g']),
      choice('opening', 'o'),
      choice('answers', 'm'),
      choice('voicemail', 'v'),
      choice('rehearse', 'r'),
      choice('print', words.label('prep.letter.print'), ['i', 'p']),
      choice('quit', 'q'),
    ],
  });
}

interface Leaving {
  readonly action: 'call' | 'rehearse' | 'print' | 'quit';
  readonly draft: Draft;
  readonly isChanged: boolean;
  /** When the page was first shown. */
  readonly openedAt: number;
}

function leave(context: PrepServices, prepared: Prepared, leaving: Leaving): void {
  const { action, draft, isChanged, openedAt } = leaving;
  const { ledger, output, words } = context;
  const isWorthKeeping = prepared.page.objective !== undefined && (action !== 'quit' || isChanged);
  if (isWorthKeeping) {
    const seconds = Math.max(0, Math.round((context.now() - openedAt) / 1000));
    ledger.preps.add({ ...prepOf(draft, prepared), seconds });
  }
  if (action === 'print')
    for (const line of pageLines(context, { prepared, draft, isPaper: true })) output.line(line);
  if (action !== 'call' && isWorthKeeping) output.note(words.label('prep.saved'));
}

interface Changing {
  readonly action: 'goal' | 'opening' | 'answers' | 'voicemail';
  readonly draft: Draft;
}

/** Changes one thing the prep settled, as the user answers; each answer is in the ledger before the next question. */
export async function change(
  context: PrepServices,
  prepared: Prepared,
  { action, draft }: Changing,
): Promise<Draft> {
  if (action === 'answers') return askAnswers(context, prepared, draft);
  const changed = await changeOne(context, prepared, { action, draft });
  if (changed !== draft) keep(context, prepared, changed);
  return changed;
}

/** Without its time, which is known when the user leaves: a window that closes loses nothing that was typed. */
function keep({ ledger }: PrepServices, prepared: Prepared, draft: Draft): void {
  if (prepared.page.objective !== undefined) ledger.preps.add(prepOf(draft, prepared));
}

async function changeOne(
  context: PrepServices,
  prepared: Prepared,
  { action, draft }: Changing & { readonly action: Exclude<Changing['action'], 'answers'> },
): Promise<Draft> {
  switch (action) {
    case 'voicemail':
      return { ...draft, voicemailPlan: draft.voicemailPlan === 'leave' ? 'skip' : 'leave' };
    case 'goal':
      return settled(context, prepared, { draft, chosen: await askGoals(context, draft) });
    case 'opening': {
      const opening = await asked(context, context.words.label('prep.ask.opening'));
      return opening === undefined ? draft : settled(context, prepared, { draft, chosen: { opening } });
    }
  }
}

/** The draft with what was typed; what cannot be is told and changes nothing. */
function settled(
  context: PrepServices,
  prepared: Prepared,
  { draft, chosen }: { draft: Draft; chosen: Chosen },
): Draft {
  if (Object.keys(chosen).length === 0) return draft;
  try {
    return withChosen(draft, chosen, prepared);
  } catch (error) {
    if (!(error instanceof DunError)) throw error;
    context.output.note(showLine(context.words, error.key, error.values));
    return draft;
  }
}

async function askGoals(context: PrepServices, { objective }: Draft): Promise<Chosen> {
  if (objective === undefined) return {};
  const { words, today } = context;
  const label = (key: string, goal: Goal | null) =>
    showLine(words, key, { goal: goalText(goal, words, today) });
  const max = await asked(context, label('prep.ask.max', objective.max));
  const min = await asked(context, label('prep.ask.min', objective.min));
  return { ...(max === undefined ? {} : { max }), ...(min === undefined ? {} : { min }) };
}

/** Only what was never answered, so that a second prep asks nothing twice; when all is, everything again. */
async function askAnswers(context: PrepServices, prepared: Prepared, before: Draft): Promise<Draft> {
  const keys = prepared.page.questions.map(({ key }) => key);
  const unanswered = keys.filter((key) => (before.answers[key] ?? '') === '');
  let draft = before;
  for (const key of unanswered.length > 0 ? unanswered : keys) {
    const answer = await asked(context, context.words.label(`prep.question.${key}`));
    if (answer === undefined) continue;
    draft = { ...draft, answers: { ...draft.answers, [key]: oneLine(answer) } };
    keep(context, prepared, draft);
  }
  return draft;
}

/** What was typed, or `undefined` for Enter alone. */
async function asked({ prompter }: PrepServices, message: string): Promise<string | undefined> {
  const typed = (await prompter.text({ message })).trim();
  return typed === '' ? undefined : typed;
}
