/** Says that the page's own scripts have woken: from now on React hears every press. */
export const PAGE_AWAKE = 'page-awake'

/**
 * Runs before any chunk loads. On a slow line a page is read, filled in and pressed before its scripts have come. Such a press
 * would be lost, or, in a form, sent by the browser itself: the page would come anew and what was typed be gone. The last one is
 * kept, in this page only, and made again once somebody hears it. Forms that have an address of their own work without us.
 */
export const KEEP_EARLY_PRESSES = `(() => {
  let again = null
  const submitted = (event) => {
    const form = event.target
    if (form.method !== 'post' || form.hasAttribute('action')) return
    event.preventDefault()
    event.stopImmediatePropagation()
    again = () => form.requestSubmit(event.submitter)
  }
  const clicked = (event) => {
    const button = event.target.closest('button[type=button]')
    if (!button) return
    // React may be about to wake for this very press: it is made once, not twice.
    event.stopImmediatePropagation()
    again = () => button.click()
  }
  addEventListener('submit', submitted, true)
  addEventListener('click', clicked, true)
  addEventListener('${PAGE_AWAKE}', () => {
    removeEventListener('submit', submitted, true)
    removeEventListener('click', clicked, true)
    again?.()
  }, { once: true })
})()`
