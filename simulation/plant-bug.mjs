import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'

/** Loaded before everything else: hands out one file with the wrong line in it. Nothing on disk changes. */
const { file, right, wrong } = JSON.parse(process.env.PLANTED_BUG ?? '{}')
const target = new URL(`../${file}`, import.meta.url).href

registerHooks({
  load(url, context, next) {
    if (url !== target) return next(url, context)
    const source = readFileSync(fileURLToPath(url), 'utf8')
    if (source.split(right).length !== 2) throw new Error(`${file} does not have the line to spoil exactly once`)
    return { format: 'module-typescript', source: source.replace(right, () => wrong), shortCircuit: true }
  },
})
