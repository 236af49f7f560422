/**
 * Turbopack's chunk loader assigns script addresses and names no policy of its own, so under
 * `require-trusted-types-for 'script'` the page needs a default one. It lets through our own chunks and nothing
 * else; `<script></script>` is how React makes an empty script element (escaped, as it would end this one).
 */
export const TRUSTED_TYPES_POLICY = `(() => {
  if (!window.trustedTypes || window.trustedTypes.defaultPolicy) return
  window.trustedTypes.createPolicy('default', {
    createScriptURL: (address) => {
      const url = new URL(address, location.href)
      if (url.origin === location.origin && url.pathname.startsWith('/_next/static/')) return address
      throw new TypeError('Script address refused')
    },
    createHTML: (html) => {
      if (html === '<script>\\x3c/script>') return html
      throw new TypeError('HTML refused')
    },
  })
})()`
