#!/usr/bin/env node
'use strict';
// Written for any Node: an old one must be told apart before the native SQLite addon, which would crash it, is loaded.
var version = process.versions.node.split('.');
if (+version[0] > 24 || (+version[0] === 24 && +version[1] >= 15)) {
  require('node:module').enableCompileCache();
  require('../dist/cli.cjs').main(process.argv.slice(2), require('node:path').join(__dirname, '..'));
} else {
  var pinned = require('path').join(__dirname, '..', 'node_modules', '.bin', 'node');
  if (process.env.DUN_REEXEC !== '1' && require('fs').existsSync(pinned)) {
    process.env.DUN_REEXEC = '1';
    // The keyboard's signals reach the child by itself; the parent only has to outlive it and pass on what is sent to it alone.
    var child = require('child_process').spawn(pinned, [__filename].concat(process.argv.slice(2)), {
      stdio: 'inherit',
    });
    ['SIGINT', 'SIGTERM', 'SIGHUP'].forEach(function (name) {
      process.on(name, function () {
        if (name !== 'SIGINT') child.kill(name);
      });
    });
    child.on('exit', function (code, signal) {
      process.exitCode = code === null ? 128 + (require('os').constants.signals[signal] || 0) : code;
    });
  } else {
    process.stderr.write(
      'dun needs Node 24.15 or newer; this is ' +
        process.version +
        '. Get it from https://nodejs.org and try again.\n',
    );
    process.exitCode = 69;
  }
}
