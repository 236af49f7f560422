import { type BrowserContext, expect, type Page } from '@playwright/test'
import { PAGE_AWAKE } from '../../components/layout/early-presses'

/**
 * The HTML of a page is there before its scripts. A press is kept until they wake, but a clock that is moved or a key that is
 * meant for something else is not: in this context a page counts as open when it is awake.
 */
export async function opensAwake(context: BrowserContext): Promise<void> {
  await context.addInitScript((name) => {
    addEventListener(name, () => Object.assign(window, { isAwake: true }))
  }, PAGE_AWAKE)
  context.on('page', (page) => {
    const awake = <Args extends unknown[], Answer>(open: (...args: Args) => Promise<Answer>) => {
      return async (...args: Args) => {
        const answer = await open(...args)
        await expect.poll(() => isAwake(page)).toBe(true)
        return answer
      }
    }
    page.goto = awake(page.goto.bind(page))
    page.reload = awake(page.reload.bind(page))
    page.goBack = awake(page.goBack.bind(page))
    page.goForward = awake(page.goForward.bind(page))
  })
}

/** What is not one of our pages never wakes. While a page goes on to another one, it cannot be asked. */
const isAwake = (page: Page): Promise<boolean> =>
  page
    .evaluate(
      () => !location.protocol.startsWith('http') || document.contentType !== 'text/html' || 'isAwake' in window,
    )
    .catch(() => false)
