import { type BrowserContext, expect } from '@playwright/test'

export type ConsoleWatch = {
  /** The browser reports each refused answer as an error of its own; a spec that provokes one says so beforehand. */
  expectRefusal: (path: string | RegExp, status: number) => void
  /** The server is about to be away: requests that find nobody are no fault of the page. */
  expectOutage: () => void
  check: () => void
}

const REPORTED = /^Failed to load resource: the server responded with a status of (\d+)/

const NOBODY_THERE = /^Failed to load resource: net::ERR_|^Failed to fetch RSC payload for /

/** Chromium is silent about some violations, such as a probed `eval`; the page's own event is not. */
function reportViolations() {
  document.addEventListener('securitypolicyviolation', (event) => {
    reportError(new Error(`CSP ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`))
  })
}

/** Every console error, uncaught error and CSP violation of every page of the context. */
export async function watchConsole(context: BrowserContext): Promise<ConsoleWatch> {
  const found: string[] = []
  let outage = false
  const refusals: { path: string | RegExp; status: number }[] = []
  await context.addInitScript(reportViolations)
  context.on('weberror', (error) => found.push(`${error.error().stack} at ${error.page()?.url()}`))
  context.on('console', (message) => {
    if (message.type() !== 'error') return
    const { url, lineNumber } = message.location()
    if (outage && NOBODY_THERE.test(message.text())) return
    const status = Number(REPORTED.exec(message.text())?.[1])
    const path = URL.canParse(url) ? new URL(url).pathname : url
    const foretold = refusals.some(
      (one) => one.status === status && (typeof one.path === 'string' ? path === one.path : one.path.test(path)),
    )
    if (!foretold) found.push(`${message.text()} at ${url}:${lineNumber}`)
  })
  return {
    expectRefusal: (path, status) => refusals.push({ path, status }),
    expectOutage: () => {
      outage = true
    },
    check: () => expect(found, 'errors in the console').toEqual([]),
  }
}
