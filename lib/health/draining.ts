import 'server-only'

type Holder = { carryoverDraining?: boolean }

const globals = globalThis as typeof globalThis & Holder // safe: the name is ours alone

/** True from the signal to stop on: answer not ready, begin nothing new, finish what runs. */
export const isDraining = (): boolean => globals.carryoverDraining === true

export function startDraining(): void {
  globals.carryoverDraining = true
}
