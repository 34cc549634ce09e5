import { createPrompt, type KeypressEvent, useEffect, useKeypress, useRef, useState } from '@inquirer/core';
import { BrokenOff } from './ask.ts';
import type { Key } from './call-pressed.ts';

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
  /** For a screen reader: no timer, and what is new is added below instead of drawn over. */
  readonly isPlain: boolean;
}

interface Watched extends CallScreenConfig {
  readonly terminal: NodeJS.WriteStream;
  readonly keyboard: NodeJS.ReadStream;
}

interface Editable {
  line: string;
  write(data: string | null, key?: { ctrl?: boolean; name?: string }): void;
  resume(): void;
}

const clearWindow = '\u001b[2J\u001b[H';

/**
 * Draws anew when the window changes its size, and after Ctrl-Z and `fg`, where the keyboard has to be made ours again
 * or it stays dead (stack 5).
 */
function watchWindow(
  { terminal, keyboard, isPlain }: Watched,
  rl: { resume(): void },
  show: () => void,
): () => void {
  // Lines of another width are wrapped by the terminal itself; what it made of them cannot be found again line by line.
  const onResize = (): void => {
    if (!isPlain) terminal.write(clearWindow);
    show();
  };
  const onContinue = (): void =>
    void setImmediate(() => {
      rl.resume();
      // The shell took the keyboard; asking for what is believed to be so already would do nothing.
      keyboard.setRawMode(false);
      keyboard.setRawMode(true);
      terminal.write('\u001b[?2004h');
      onResize();
    });
  terminal.on('resize', onResize);
  process.on('SIGCONT', onContinue);
  return () => {
    terminal.off('resize', onResize);
    process.off('SIGCONT', onContinue);
  };
}

/**
 * The whole call is one prompt: between two prompts typed keys would be lost (stack 5). It owns no rules: each key goes
 * to `press`, which has saved it when it returns, and the picture is drawn anew.
 */
const callPrompt = createPrompt<'over' | 'eof', Watched>((config, done) => {
  const [, redraw] = useState(0);
  const turns = useRef(0);
  const isPasting = useRef(false);
  const heard = useRef<PlainScreen>({ lines: [], told: [] });
  const drawn = useRef<Picture | null>(null);
  const show = (): void => redraw((turns.current += 1));
  // Each second only what has changed is drawn: a code on the screen stays still under the camera.
  const tick = (): void => {
    if (!isSame(config.draw(), drawn.current)) show();
  };
  useEffect((rl) => {
    if (config.initialLine !== '') rl.write(config.initialLine);
    // Ctrl-D or an ended input closes readline without a key; unheard it would end the program with code 0.
    rl.on('close', () => done('eof'));
    const timer = config.isPlain ? undefined : setInterval(tick, 1000);
    const unwatch = watchWindow(config, rl, show);
    return () => {
      clearInterval(timer);
      unwatch();
    };
  }, []);
  useKeypress((event: KeypressEvent, rl) => {
    const editable: Editable = rl;
    if (event.name === 'paste-start' || event.name === 'paste-end') {
      isPasting.current = event.name === 'paste-start';
      return;
    }
    // Ctrl-Z has already stopped the program; what arrives here is only its echo.
    if (event.ctrl && event.name === 'z') return;
    const turn = config.press(keyOf(event, { line: editable.line, isPasted: isPasting.current }));
    if (turn.line !== editable.line) setLine(editable, turn.line);
    // The same answer to another key is an answer again; only typing goes on in silence.
    if (turn.line === '') heard.current = { ...heard.current, told: [] };
    if (turn.isOver) done('over');
    else show();
  });
  const picture = config.draw();
  drawn.current = picture;
  if (!config.isPlain) return [picture.content, picture.bottom];
  const lines = picture.content.split('\n');
  const input = lines.pop() ?? '';
  const now: PlainScreen = { lines, told: picture.bottom.split('\n') };
  const fresh = freshLines(heard.current, now);
  heard.current = now;
  if (fresh.length > 0) config.terminal.write(`\r\u001b[K${fresh.join('\n')}\n`);
  return input;
});

function isSame(picture: Picture, before: Picture | null): boolean {
  return picture.content === before?.content && picture.bottom === before.bottom;
}

/** What stood on a plain screen: the lines of the state, and what was told below them. */
export interface PlainScreen {
  readonly lines: readonly string[];
  readonly told: readonly string[];
}

/**
 * What a listener has not heard yet: everything when the first line, the name of the step, is another one; else the
 * lines that were not there before.
 */
export function freshLines(before: PlainScreen, now: PlainScreen): string[] {
  const isSameStep = before.lines[0] === now.lines[0];
  const known = new Set(isSameStep ? before.lines : []);
  const told = now.told.filter((line) => line !== '' && !before.told.includes(line));
  return [...now.lines.filter((line) => !known.has(line)), ...told];
}

/** Runs the call screen until it is over. Rejects with `BrokenOff` when the user or the system ends it. */
export async function runCallScreen(
  config: CallScreenConfig,
  io: { input: NodeJS.ReadStream; output: NodeJS.WriteStream; signal: AbortSignal },
): Promise<void> {
  // Bracketed paste: without it each line of a pasted text would act as a key press.
  io.output.write('\u001b[?2004h');
  try {
    const watched: Watched = { ...config, terminal: io.output, keyboard: io.input };
    const ending = await callPrompt(watched, { ...io, clearPromptOnDone: true });
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
