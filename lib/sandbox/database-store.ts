import 'server-only'
import { eq, sql } from 'drizzle-orm'
import type { Database } from '@/lib/db/client'
import { sandboxWorlds } from '@/lib/db/schema'
import type { WorldStore } from './store'
import { openWorld, type StoredWorld } from './stored-world'

/** Safe because only this file writes the column, and only with a World of this version or an earlier one. */
const toWorld = (state: unknown) => openWorld(state as StoredWorld)

/** One row per world. The row lock makes requests to one world follow each other, as they would at Meta. */
export function databaseStore(db: Database, now: () => Date = () => new Date()): WorldStore {
  return {
    create: async (worldId, world) => {
      await db.insert(sandboxWorlds).values({ id: worldId, state: world, version: 0, updatedAt: now() })
    },
    remove: async (worldId) => {
      await db.delete(sandboxWorlds).where(eq(sandboxWorlds.id, worldId))
    },
    read: async (worldId) => {
      const [row] = await db.select().from(sandboxWorlds).where(eq(sandboxWorlds.id, worldId))
      return row === undefined ? undefined : toWorld(row.state)
    },
    update: (worldId, change) =>
      db.transaction(async (tx) => {
        const [row] = await tx.select().from(sandboxWorlds).where(eq(sandboxWorlds.id, worldId)).for('update')
        if (row === undefined) return undefined
        const world = toWorld(row.state)
        const value = change(world)
        await tx
          .update(sandboxWorlds)
          .set({ state: world, version: sql`${sandboxWorlds.version} + 1`, updatedAt: now() })
          .where(eq(sandboxWorlds.id, worldId))
        return { value }
      }),
  }
}
