import { FIRST_SCRIPT } from './app/first-script'

type Policy = { createScriptURL: (address: string) => string; createHTML: (html: string) => string }
type WithTrustedTypes = Window & {
  trustedTypes?: { defaultPolicy: unknown; createPolicy: (name: string, policy: Policy) => unknown }
}

/**
 * A page that is not found arrives from Next as an empty shell without our layout, and so without the policy that
 * the layout writes first; the browser then makes the whole page, and needs the same policy to do it.
 */
function allowOwnScripts(): void {
  // safe: the browser's own API, which TypeScript's library does not know yet; absent in browsers without it.
  const { trustedTypes } = window as WithTrustedTypes
  if (!trustedTypes || trustedTypes.defaultPolicy) return
  trustedTypes.createPolicy('default', {
    createScriptURL: (address) => {
      const url = new URL(address, location.href)
      if (url.origin === location.origin && url.pathname.startsWith('/_next/static/')) return address
      throw new TypeError('Script address refused')
    },
    createHTML: (html) => {
      // The second is the layout's own script: made this way it stays text and does not run.
      if (html === '<script></script>' || html === FIRST_SCRIPT) return html
      throw new TypeError('HTML refused')
    },
  })
}

allowOwnScripts()
