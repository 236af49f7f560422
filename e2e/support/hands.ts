import { expect, type Locator, type Page } from '@playwright/test'

export type Hands = {
  /** One press: a click, or with the keyboard Enter on what Tab has reached. */
  press: (target: Locator) => Promise<void>
  /** The digits as they are on the other screen; the field is the next Tab stop. */
  typeDigits: (field: Locator, digits: string) => Promise<void>
  /** Enter in the field that has the focus. */
  enter: () => Promise<void>
  /** Chooses in a group of radios. */
  choose: (radio: Locator) => Promise<void>
  counts: () => { presses: number; digits: number }
}

async function type(page: Page, digits: string): Promise<number> {
  for (const digit of digits) await page.keyboard.press(digit)
  return digits.length
}

/** What a person's hands do, counted: presses and digits cost, Tab and looking do not. */
export function handsOf(page: Page): Hands {
  let presses = 0
  let digits = 0
  return {
    press: async (target) => {
      presses += 1
      await target.click()
    },
    typeDigits: async (field, typed) => {
      await page.keyboard.press('Tab')
      await expect(field).toBeFocused()
      digits += await type(page, typed)
    },
    enter: async () => {
      presses += 1
      await page.keyboard.press('Enter')
    },
    choose: async (radio) => {
      presses += 1
      await radio.check()
    },
    counts: () => ({ presses, digits }),
  }
}

const MOST_TABS = 60

/** Whether a person can see where they are: an outline on the screen. */
async function focusIsSeen(page: Page): Promise<void> {
  const seen = await page.evaluate(() => {
    const at = document.activeElement
    if (!at || at === document.body) return 'nothing has the focus'
    // The ring of a radio goes round its whole row.
    const ringed = [at, at.parentElement].some((element) => {
      const { outlineStyle, outlineWidth } = element
        ? getComputedStyle(element)
        : { outlineStyle: 'none', outlineWidth: '0' }
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2
    })
    const box = at.getBoundingClientRect()
    const inside = box.bottom > 0 && box.top < window.innerHeight
    return ringed && inside ? '' : `focus cannot be seen on ${at.outerHTML.slice(0, 200)}`
  })
  expect(seen).toBe('')
}

/** Only Tab, Enter, Space, arrows and digits. */
export function keyboardOf(page: Page): Hands {
  let presses = 0
  let digits = 0
  const isFocused = (target: Locator) => target.evaluate((element) => element === document.activeElement)
  async function tabTo(target: Locator) {
    await expect(target).toBeVisible()
    for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
      if (await isFocused(target)) return
      await page.keyboard.press('Tab')
      await focusIsSeen(page)
    }
    throw new Error(`${target} was not reached in ${MOST_TABS} Tabs`)
  }
  async function key(name: string) {
    presses += 1
    await page.keyboard.press(name)
  }
  return {
    press: async (target) => {
      await tabTo(target)
      // As the mouse does: some buttons take no press at first.
      await expect(target).toBeEnabled()
      const isButton = await target.evaluate((element) => element.tagName === 'BUTTON')
      await key(isButton && presses % 2 === 1 ? 'Space' : 'Enter')
    },
    typeDigits: async (field, typed) => {
      await tabTo(field)
      digits += await type(page, typed)
    },
    enter: () => key('Enter'),
    choose: async (radio) => {
      // One Tab stop for the whole group: Tab goes to the chosen radio, arrows go round.
      const name = await radio.getAttribute('name')
      const group = page.locator(`input[type=radio][name="${name}"]`)
      const chosen = page.locator(`input[type=radio][name="${name}"]:checked`)
      await tabTo((await chosen.count()) > 0 ? chosen : group.first())
      for (let steps = await group.count(); steps > 0 && !(await radio.isChecked()); steps -= 1) await key('ArrowDown')
      await expect(radio).toBeChecked()
      await focusIsSeen(page)
    },
    counts: () => ({ presses, digits }),
  }
}
