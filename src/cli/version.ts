import packageJson from '../../package.json' with { type: 'json' };

/** The version in package.json, copied into the bundle when it is built. */
export const { version } = packageJson;
