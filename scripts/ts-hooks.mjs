import { existsSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'

/**
 * Lets plain Node run our TypeScript: `@/…` from the top, no file extensions, and Next's `server-only` marker empty.
 * Node strips the types itself. For scripts only; the app is built by Next.
 */
const root = new URL('../', import.meta.url)
const EXTENSIONS = ['', '.ts', '.tsx', '.mjs', '.js']
const EMPTY = 'data:text/javascript,'

function withExtension(url) {
  for (const extension of EXTENSIONS) {
    const candidate = new URL(url.href + extension)
    if (existsSync(fileURLToPath(candidate)) && /\.[a-z]+$/.test(candidate.pathname)) return candidate.href
  }
  return url.href
}

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === 'server-only') return { url: EMPTY, format: 'module', shortCircuit: true }
    if (specifier.startsWith('@/')) return next(withExtension(new URL(specifier.slice(2), root)), context)
    const parent = context.parentURL
    if (specifier.startsWith('.') && parent?.startsWith('file:') && !parent.includes('/node_modules/')) {
      return next(withExtension(new URL(specifier, parent)), context)
    }
    return next(specifier, context)
  },
  load(url, context, next) {
    // Bundlers read JSON without saying so; Node wants it said.
    if (
      url.endsWith('.json') &&
      url.startsWith(pathToFileURL(fileURLToPath(root)).href) &&
      context.importAttributes &&
      !context.importAttributes.type
    ) {
      return next(url, { ...context, importAttributes: { ...context.importAttributes, type: 'json' } })
    }
    return next(url, context)
  },
})
