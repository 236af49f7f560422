import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { drawMachine } from './draw-machine'

it('docs/state-machine.md shows the table as it is', () => {
  expect(readFileSync('docs/state-machine.md', 'utf8')).toBe(drawMachine())
})
