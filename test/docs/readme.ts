import { readFileSync, writeFileSync } from 'node:fs';
import { commandTable, readmePath, withCommands } from './command-table.ts';

// `npm run readme`: writes the command section of README.md from the English help.
writeFileSync(readmePath, withCommands(readFileSync(readmePath, 'utf8'), await commandTable()));
