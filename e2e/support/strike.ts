import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Moment } from '../../lib/host'

const hook = new URL('./strike-at.mjs', import.meta.url).href

/** Makes an app that can be told to kill or stop itself at a named moment of a command. */
export function strikeIn(dataDir: string) {
  const file = path.join(dataDir, 'strike')
  return {
    env: { NODE_OPTIONS: `--import=${hook}`, STRIKE_FILE: file },
    at: (moment: Moment, command: string, signal: 'SIGKILL' | 'SIGSTOP') =>
      writeFileSync(file, `${moment}:${command}:${signal}`),
    off: () => rmSync(file, { force: true }),
  }
}
