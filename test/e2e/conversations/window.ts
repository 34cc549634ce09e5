import { type Ended, Terminal } from '../../support/terminal.ts';
import { VtScreen } from '../../support/vt-screen.ts';

const columns = 80;
const rows = 24;
/** Where a picture ends, the cursor is put back into the input line. */
const pictureEnd = /\u001b\[\d+G$/; // oxlint-disable-line no-control-regex -- escape sequences
/** A machine under load takes its time; nothing here ever waits for a time to pass. */
const patience = 10_000;

/** The program in a terminal, seen as the user sees it: what stands on the screen now, not what went by. */
export class Window {
  private readonly ended: Promise<Ended>;
  private readonly terminal: Terminal;
  private readonly screen = new VtScreen(columns, rows);
  private readonly before: string[] = [];
  private pending = '';
  private hasEnded = false;
  /** A whole picture has come since the last key; until then the screen before it stands there, or a part of the next. */
  private isDrawn = false;
  private wake: () => void = () => undefined;

  constructor(argv: readonly string[], env: Readonly<Record<string, string>>) {
    this.terminal = new Terminal(argv, env, { cols: columns, rows });
    this.terminal.pty.onData((data) => {
      this.draw(data);
      this.wake();
    });
    this.ended = this.terminal.ended.then((ended) => {
      this.hasEnded = true;
      this.wake();
      return ended;
    });
  }

  /** What stands on the screen, spaces that do not break made plain. */
  text(): string {
    return this.screen
      .text()
      .join('\n')
      .replace(/[\u00a0\u202f]/g, ' ');
  }

  /** The screens on which each key was pressed, and the last one. */
  shown(): readonly string[] {
    return [...this.before, this.text()];
  }

  /** Waits until the screen holds this; fails with the screen when it does not come. */
  async see(wanted: string | RegExp): Promise<void> {
    const deadline = Date.now() + patience;
    while (!this.holds(wanted)) {
      if (this.hasEnded || Date.now() > deadline) throw this.failure(String(wanted));
      await this.change(deadline - Date.now());
    }
    this.before.push(this.text());
  }

  /** Waits until the program has ended; fails with the screen when it still wants something. */
  async end(): Promise<Ended> {
    const deadline = Date.now() + patience;
    while (!this.hasEnded) {
      if (Date.now() > deadline) throw this.failure('the end');
      await this.change(deadline - Date.now());
    }
    return this.ended;
  }

  press(keys: string): void {
    this.isDrawn = false;
    this.terminal.press(keys);
  }

  /** The program does not outlive a conversation that went wrong. */
  private failure(wanted: string): Error {
    this.terminal.pty.kill('SIGKILL');
    return new Error(`waited for ${wanted}, the screen shows:\n${this.text().trimEnd()}`);
  }

  private holds(wanted: string | RegExp): boolean {
    if (!this.isDrawn) return false;
    const text = this.text();
    return typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);
  }

  /** A sequence may be cut at the end of what arrives; its start waits for the rest. */
  private draw(data: string): void {
    const all = this.pending + data;
    const cut = /\u001b(?:\[[?\d;]*|\][^\u0007]*)?$/.exec(all); // oxlint-disable-line no-control-regex -- escape sequences
    const end = cut?.index ?? all.length;
    this.pending = all.slice(end);
    this.screen.write(all.slice(0, end));
    this.isDrawn = pictureEnd.test(all);
  }

  private change(left: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.max(1, left));
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
