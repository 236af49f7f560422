import { expect, it } from 'vitest'
import { drawMachine } from './draw-machine'

it('docs/state-machine.md shows the table as it is', async () => {
  await expect(drawMachine()).toMatchFileSnapshot('../../docs/state-machine.md')
})
