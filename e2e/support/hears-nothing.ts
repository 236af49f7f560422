import type { Page } from '@playwright/test'
import type { MigrationView } from '../../lib/migration/view'

/** A tab that has not looked since: what it shows is old, as in the seconds before its next look. Ends with `unroute`. */
export async function hearsNothing(tab: Page, { checks, guard, live }: MigrationView): Promise<void> {
  const old = { version: 0, step: 'checks', checks, guard, live }
  await tab.route(ONE_MIGRATION, (route) => route.fulfill({ json: old }))
}

export const ONE_MIGRATION = /\/api\/migrations\/\w+$/
