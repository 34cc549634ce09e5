#!/usr/bin/env node
'use strict';
// Written for any Node: an old one must be told apart before the native SQLite addon, which would crash it, is loaded.
var path = require('path');
var version = process.versions.node.split('.');
if (+version[0] >= 26 || (+version[0] === 24 && +version[1] >= 15)) run();
else startAgain();

function run() {
  require('node:module').enableCompileCache(cacheFolder());
  var program;
  try {
    program = require('../dist/cli.cjs');
  } catch (error) {
    if (error.code !== 'MODULE_NOT_FOUND' || !/dist.cli\.cjs/.test(String(error.message).split('\n')[0]))
      throw error;
    end(
      'dun is not built yet. Type: npm run build',
      "dun n'est pas encore construit. Tapez : npm run build",
      1,
    );
    return;
  }
  program.main(process.argv.slice(2), path.join(__dirname, '..'));
}

/** Compiled code is run as it is read, so it lies in a folder of this user's own and not in one that all may write to. */
function cacheFolder() {
  if (process.env.NODE_COMPILE_CACHE || process.platform === 'win32') return undefined;
  var home = process.env.HOME || require('node:os').homedir();
  return path.join(process.env.XDG_CACHE_HOME || path.join(home, '.cache'), 'dun');
}

/** Any Node will do to start with: the one that came with the packages takes over. */
function startAgain() {
  var pinned = path.join(__dirname, '..', 'node_modules', '.bin', 'node');
  if (process.env.DUN_REEXEC === '1' || !require('fs').existsSync(pinned)) return tooOld();
  process.env.DUN_REEXEC = '1';
  var argv = [__filename].concat(process.argv.slice(2));
  var child = require('child_process').spawn(pinned, argv, { stdio: 'inherit' });
  child.on('error', tooOld);
  child.on('exit', function (code, signal) {
    process.exitCode = code === null ? 128 + (require('os').constants.signals[signal] || 0) : code;
  });
  ['SIGTERM', 'SIGHUP', 'SIGINT'].forEach(function (name) {
    process.on(name, function () {
      // Ctrl-C reaches the child by itself, and a second one would break off its saving: only one sent to us is passed on.
      if (name === 'SIGINT') setTimeout(pass, 300).unref();
      else pass();
    });
    function pass() {
      if (child.exitCode === null && child.signalCode === null) child.kill(name);
    }
  });
}

function tooOld() {
  end(
    'dun needs Node 24.15 or newer; this is ' +
      process.version +
      '. Get it from https://nodejs.org and try again.',
    "dun a besoin de Node 24.15 ou plus récent ; ici, c'est " +
      process.version +
      '. Prenez-le sur https://nodejs.org.',
    69,
  );
}

function end(english, french, code) {
  var env = process.env;
  var locale = env.DUN_LANG || env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  process.stderr.write((/^fr/i.test(locale) ? french : english) + '\n');
  process.exitCode = code;
}
