import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** An executable shell script. */
export function putProgram(folder: string, name: string, script: string): void {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
}

/**
 * `secret-tool` and `security` with the manners of the real ones, each keeping a file a user in this folder; `argv`
 * there holds every argument they were started with.
 */
export function ringPrograms(folder: string): void {
  const note = `echo "$*" >>'${folder}/argv'`;
  const file = `'${folder}'/item-$(printf '%s' "$user" | od -An -tx1 | tr -d ' \\n')`;
  // Both arguments of `service dun account USER` are attributes; a missing item ends with 1 and says nothing.
  putProgram(
    folder,
    'secret-tool',
    `${note}
case "$1" in
  store) [ "$3 $4 $5" = 'service dun account' ] || exit 2; user=$6; cat >${file} ;;
  lookup) [ "$2 $3 $4" = 'service dun account' ] || exit 2; user=$5; [ -f ${file} ] || exit 1; cat ${file} ;;
  *) echo usage >&2; exit 2 ;;
esac`,
  );
  // With -i a command line comes on the input; a missing item ends with 44.
  putProgram(
    folder,
    'security',
    `${note}
case "$1" in
  -i)
    read -r line
    eval "set -- $line"
    [ "$1 $2 $3 $4 $5" = 'add-generic-password -U -s dun -a' ] || { echo unknown command >&2; exit 0; }
    user=$6; printf '%s\\n' "$8" >${file} ;;
  find-generic-password)
    user=$5; [ -f ${file} ] || { echo 'The specified item could not be found in the keychain.' >&2; exit 44; }
    cat ${file} ;;
esac`,
  );
}
