import type { Command } from 'commander';
import type { CommandHost, Context } from '../cli/context.ts';
import { showLine } from '../terminal/show-line.ts';
import { showSettings } from '../terminal/show-settings.ts';
import { describe } from './describe.ts';
import { findSetting, type SettingRow, settingTable } from './setting-table.ts';

export type ConfigOptions =
  | { readonly action: 'list' }
  | { readonly action: 'get'; readonly key: string }
  | { readonly action: 'unset'; readonly key: string }
  | { readonly action: 'set'; readonly key: string; readonly value: string };

type Services = Pick<Context, 'ledger' | 'words' | 'output' | 'today' | 'isJson'>;
type Run = (context: Services, options: ConfigOptions) => Promise<void>;

/** `dun config list|get|set|unset`. */
export function registerConfig(program: Command, host: CommandHost, run: Run = runConfig): void {
  const config = describe(program.command('config'), host, { key: 'config' });
  const start = async (options: ConfigOptions) => run(await host.context(), options);
  describe(config.command('list', { isDefault: true }), host, { key: 'config.list' }).action(async () =>
    start({ action: 'list' }),
  );
  describe(config.command('get <key>'), host, { key: 'config.get' }).action(async (key: string) =>
    start({ action: 'get', key }),
  );
  describe(config.command('set <key> <value>'), host, { key: 'config.set' }).action(
    async (key: string, value: string) => start({ action: 'set', key, value }),
  );
  describe(config.command('unset <key>'), host, { key: 'config.unset' }).action(async (key: string) =>
    start({ action: 'unset', key }),
  );
}

// The runner is asynchronous like every other, so that main awaits them all alike.
async function runConfig(context: Services, options: ConfigOptions): Promise<void> {
  const { ledger, output, words } = context;
  if (options.action === 'list') return listSettings(context);
  const row = findSetting(options.key);
  if (options.action === 'set') {
    const value = options.value.trim();
    row.check(value);
    ledger.settings.set(row.key, value);
    return output.line(showLine(words, 'config.set.done', { key: row.key, value }));
  }
  if (options.action === 'get') return showSetting(context, row);
  ledger.settings.unset(row.key);
  const standard = row.standard ?? words.label('config.nothing');
  output.line(showLine(words, 'config.unset.done', { key: row.key, value: standard }));
}

function listSettings({ ledger, output, words, today, isJson }: Services): void {
  const own = ledger.settings.all();
  const items = settingTable.map((row) => settingItem(row, own.get(row.key), words));
  if (isJson) return output.json({ schema: 'dun.config.list/1', today, items });
  for (const line of showSettings(items, { words, output })) output.line(line);
}

function showSetting({ ledger, output, words, today, isJson }: Services, row: SettingRow): void {
  const item = settingItem(row, ledger.settings.all().get(row.key), words);
  if (isJson) return output.json({ schema: 'dun.config.get/1', today, ...item });
  output.line(item.value ?? '');
  output.note(item.meaning);
}

function settingItem(row: SettingRow, own: string | undefined, words: Context['words']) {
  const { key, standard, origin, unit } = row;
  return {
    key,
    value: own ?? standard,
    default: standard,
    isOwn: own !== undefined,
    unit,
    origin,
    meaning: row.meaning(words),
  };
}
