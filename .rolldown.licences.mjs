import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Bundled libraries travel with their licences: for each package of which a module ended up in the bundle, its name,
 * version, licence and the text of its licence file, in `dist/THIRD-PARTY.txt`.
 */
export const licences = {
  name: 'third-party-licences',
  generateBundle(_options, bundle) {
    const roots = new Set();
    for (const chunk of Object.values(bundle)) {
      for (const id of chunk.type === 'chunk' ? chunk.moduleIds : []) {
        const root = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(id)?.[1];
        if (root !== undefined) roots.add(root);
      }
    }
    const texts = [...roots].map(licenceOf).sort();
    this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY.txt', source: texts.join(`\n${'-'.repeat(80)}\n\n`) });
  },
};

function licenceOf(root) {
  const { name, version, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const file = readdirSync(root).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  const path = file === undefined ? undefined : join(root, file);
  const text = path !== undefined && existsSync(path) ? readFileSync(path, 'utf8').trim() : '';
  return `${name} ${version} (${license ?? 'see below'})\n\n${text}\n`;
}
