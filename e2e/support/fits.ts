import { expect, type Locator, type Page } from '@playwright/test'

/** All of it is on the screen that opens, without scrolling. */
export async function onFirstScreen(page: Page, ...items: Locator[]): Promise<void> {
  const height = page.viewportSize()?.height ?? 0
  await page.evaluate(() => window.scrollTo(0, 0))
  for (const item of items) {
    const box = await item.boundingBox()
    expect(box, `${item} has a box`).not.toBeNull()
    expect(Math.round((box?.y ?? 0) + (box?.height ?? 0)), `${item} ends on the first screen`).toBeLessThanOrEqual(
      height,
    )
  }
}

/** Nobody has to scroll sideways to read, also at 320 px (WCAG 1.4.10). */
export async function noSidewaysScroll(page: Page): Promise<void> {
  const wide = await page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement
    if (scrollWidth <= clientWidth) return []
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
      .map((element) => element.outerHTML.slice(0, 120))
  })
  expect(wide, `wider than the screen on ${new URL(page.url()).pathname}`).toEqual([])
}
