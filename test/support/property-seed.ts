import fc from 'fast-check';

/**
 * Properties draw from this seed when `DUN_SEED` gives one, and from a new one on every run otherwise. CI derives it from
 * the content of the tree: each change is tried with other values, and a red run can be run again.
 */
const seed = Number(process.env['DUN_SEED']);
if (Number.isSafeInteger(seed)) fc.configureGlobal({ seed });
