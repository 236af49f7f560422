import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { drawMachine, withDrawing } from './draw-machine'

it('docs/state-machine.md shows the table as it is', async () => {
  await expect(drawMachine()).toMatchFileSnapshot('../../docs/state-machine.md')
})

it('docs/reliability.md shows it too', async () => {
  const page = new URL('../../docs/reliability.md', import.meta.url)
  await expect(withDrawing(await readFile(page, 'utf8'))).toMatchFileSnapshot('../../docs/reliability.md')
})
