import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What a machine can tell about the page as it stands now. */
export async function noAxeViolations(page: Page): Promise<void> {
  // Legacy mode runs in this page only: there are no frames here, and a second page for each look takes a second.
  const axe = new AxeBuilder({ page })
    .withTags(TAGS)
    .options({ resultTypes: ['violations'] })
    .setLegacyMode()
  const { violations } = await axe.analyze()
  const found = violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))
  expect(found, `axe on ${new URL(page.url()).pathname}`).toEqual([])
}
