import { createPrompt, type KeypressEvent, useEffect, useKeypress, useRef, useState } from '@inquirer/core';
import type { Readable, Writable } from 'node:stream';
import { BrokenOff } from './ask.ts';
import type { Key } from './call-keys.ts';

/** What one screen consists of: everything above and including the input line, and what stands below it. */
export interface Picture {
  readonly content: string;
  readonly bottom: string;
}

/** How a key changed things. `line` = text the input line must hold now: empty when keys are choices. */
export interface Turn {
  readonly line: string;
  readonly isOver: boolean;
}

export interface CallScreenConfig {
  /** Saves and steps; called once a key, before anything is shown. */
  readonly press: (key: Key) => Turn;
  readonly draw: () => Picture;
  readonly initialLine: string;
  /** Redraw once a second for the timer; off in plain mode. */
  readonly hasTimer: boolean;
}

interface Editable {
  line: string;
  write(data: string | null, key?: { ctrl?: boolean; name?: string }): void;
  on(event: 'close' | 'SIGCONT', listener: () => void): void;
  resume(): void;
}

/**
 * The whole call is one prompt: between two prompts typed keys would be lost (stack 5). It owns no rules: each key goes
 * to `press`, which has saved it when it returns, and the picture is drawn anew.
 */
const callPrompt = createPrompt<'over' | 'eof', CallScreenConfig>((config, done) => {
  const [, redraw] = useState(0);
  const turns = useRef(0);
  const isPasting = useRef(false);
  const show = (): void => redraw((turns.current += 1));
  useEffect((rl) => {
    if (config.initialLine !== '') rl.write(config.initialLine);
    // Ctrl-D or an ended input closes readline without a key; unheard it would end the program with code 0.
    rl.on('close', () => done('eof'));
    const timer = config.hasTimer ? setInterval(show, 1000) : undefined;
    return () => clearInterval(timer);
  }, []);
  useKeypress((event: KeypressEvent, rl) => {
    const editable: Editable = rl;
    if (event.name === 'paste-start' || event.name === 'paste-end') {
      isPasting.current = event.name === 'paste-start';
      return;
    }
    const turn = config.press(keyOf(event, { line: editable.line, isPasted: isPasting.current }));
    if (turn.line !== editable.line) setLine(editable, turn.line);
    if (turn.isOver) done('over');
    else show();
  });
  const picture = config.draw();
  return [picture.content, picture.bottom];
});

/** Runs the call screen until it is over. Rejects with `BrokenOff` when the user or the system ends it. */
export async function runCallScreen(
  config: CallScreenConfig,
  io: { input: Readable; output: Writable; signal: AbortSignal },
): Promise<void> {
  // Bracketed paste: without it each line of a pasted text would act as a key press.
  io.output.write('\u001b[?2004h');
  try {
    const ending = await callPrompt(config, { ...io, clearPromptOnDone: true });
    if (ending === 'eof') throw new BrokenOff('end');
  } catch (error) {
    throw asBrokenOff(error);
  } finally {
    io.output.write('\u001b[?2004l');
  }
}

function setLine(rl: Editable, text: string): void {
  rl.write(null, { ctrl: true, name: 'e' });
  rl.write(null, { ctrl: true, name: 'u' });
  if (text !== '') rl.write(text);
}

function keyOf(event: KeypressEvent & { sequence?: string }, rest: Pick<Key, 'line' | 'isPasted'>): Key {
  return { name: event.name ?? '', sequence: event.sequence ?? '', isControl: event.ctrl, ...rest };
}

/** The prompt library tells by the error's name how it was ended (stack 5). */
function asBrokenOff(error: unknown): unknown {
  const name = error instanceof Error ? error.name : '';
  if (name === 'ExitPromptError') return new BrokenOff('interrupt', { cause: error });
  return name === 'AbortPromptError' ? new BrokenOff('signal', { cause: error }) : error;
}
