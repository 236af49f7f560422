import type { World } from './state'

/** Where worlds live. `update` is one request at a time per world, and what it changed is kept before it resolves. */
export type WorldStore = {
  create: (worldId: string, world: World) => Promise<void>
  remove: (worldId: string) => Promise<void>
  /** Undefined when there is no such world. */
  read: (worldId: string) => Promise<World | undefined>
  update: <T>(worldId: string, change: (world: World) => T) => Promise<{ value: T } | undefined>
}

export function memoryStore(): WorldStore {
  const worlds = new Map<string, World>()
  return {
    create: async (worldId, world) => {
      if (worlds.has(worldId)) throw new Error(`world ${worldId} exists`)
      worlds.set(worldId, structuredClone(world))
    },
    remove: async (worldId) => {
      worlds.delete(worldId)
    },
    read: async (worldId) => {
      const world = worlds.get(worldId)
      return world === undefined ? undefined : structuredClone(world)
    },
    update: async (worldId, change) => {
      const world = worlds.get(worldId)
      return world === undefined ? undefined : { value: change(world) }
    },
  }
}
